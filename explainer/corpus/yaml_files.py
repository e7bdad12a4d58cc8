"""YAML read into checked models, with the line of every fault. The only module that uses `yaml`."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from explainer.errors import KnowledgeError

T = TypeVar("T")

_PLACES = [Path(__file__).resolve().parents[up] / "knowledge" for up in (2, 1)]  # a checkout, a wheel
KNOWLEDGE = next((place for place in _PLACES if place.is_dir()), _PLACES[0])

# What pydantic calls a fault, in the words of somebody who edits a text file.
_REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "no such entry here; check its spelling or remove it",
    "string_type": "write it as text, in quotation marks where it is a number or a date",
    "literal_error": "use one of the listed words",
    "enum": "use one of the listed words",
    "string_pattern_mismatch": "an id has small letters, digits and hyphens; a date is 2011, 2011-09 or 2011-09-15; "
    "a passage is source-id/its-name",
    "tuple_type": "write it as a list: [one, two]",
    "too_short": "add what is missing",
}
_FAULTS = {"string_pattern_mismatch": "not of the form that is asked for", "tuple_type": "this is no list"}


class Strict(BaseModel):
    """A model in which an unknown entry is a fault, so that a misspelling is noticed."""

    model_config = {"extra": "forbid", "frozen": True}


class Fault(Exception):
    """What is wrong in a file, as one line: file, line, fault, remedy."""

    def __init__(self, path: Path, line: int, fault: str, remedy: str) -> None:
        super().__init__(f"{path.name}, line {line}: {fault} → {remedy}")


def read_yaml(model: type[T], path: Path, content: str | None = None, first_line: int = 1) -> T:
    """Reads YAML into `model`.

    Args:
        model: anything that pydantic can validate.
        path: the file; named in faults, and read unless `content` is given.
        content: a part of the file that is YAML.
        first_line: the line on which `content` begins.

    Raises:
        Fault: the YAML cannot be read or does not fit the model; only the first fault is told.
    """
    if content is None:
        content = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(content, Loader=yaml.CSafeLoader)
        data = yaml.load(content, Loader=_TextDates)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        fault = error.problem or "this is not YAML"
        raise Fault(path, line, fault, "check colons, quotation marks and indentation") from error
    except yaml.YAMLError as error:
        raise Fault(path, first_line, "holds a character that YAML does not allow", "remove it") from error
    try:
        return TypeAdapter(model).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = _FAULTS.get(first["type"], first["msg"].removeprefix("Value error, "))
        fault, _, remedy = message.partition("; ")
        remedy = remedy or _REMEDIES.get(first["type"], "compare it with another file")
        line = first_line + _line_of(node, first["loc"])
        raise Fault(path, line, f"{place}: {fault.lower()}" if place else fault, remedy) from error


def read_knowledge(model: type[T], name: str) -> T:
    """Reads a file of the knowledge folder.

    Raises:
        KnowledgeError: the file has a fault, which is the writer's to mend, or is gone.
    """
    try:
        return read_yaml(model, KNOWLEDGE / name)
    except Fault as fault:
        raise KnowledgeError(str(fault)) from fault
    except OSError as error:
        raise KnowledgeError(f"{KNOWLEDGE / name} cannot be read → put it back from the repository") from error


class _TextDates(yaml.CSafeLoader):
    """Leaves 2011-09-15 a text: a source's date may be a year or a month."""


_TextDates.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _line_of(node: yaml.Node | None, place: tuple[int | str, ...]) -> int:
    """The line, from 0, of the innermost entry that exists on the way to `place`."""
    line = node.start_mark.line if node else 0
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
        else:
            break
    return line
