"""`python -m explainer` is the same as the command `explainer`."""

from explainer.cli import main

main()
