"""Knowledge files and folders of documents become sources, texts and passages."""
