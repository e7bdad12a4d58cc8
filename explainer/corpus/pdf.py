"""Pages of a PDF as text. The only module that uses `pypdfium2`."""

from pathlib import Path

from explainer.errors import OutsideError


def pdf_pages(path: Path) -> list[str]:
    """The text of each page, in order, with `\\n` line ends.

    Raises:
        OutsideError: the file is broken, encrypted or no PDF.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            return [page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\f", "\n") for page in document]
    except pypdfium2.PdfiumError as error:
        raise OutsideError(f"{path.name} cannot be read as a PDF ({error}). Save it anew or leave it out.") from error
