"""What is done with a question before it is searched for."""
