"""The engine from a terminal."""
import typer
app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
sources = typer.Typer(no_args_is_help=True)
app.add_typer(sources, name="sources")

@sources.command()
def check() -> None:
    from explainer.corpus.library import KNOWLEDGE
    from explainer.corpus.notes import read_note_file
    import textstat
    files = [read_note_file(p) for p in sorted((KNOWLEDGE / "sources").glob("*.md"))]
    n = 0
    for f in files:
        for x in f.faults:
            print(x); n += 1
        for p in f.passages:
            textstat.set_lang(p.lang)
            if p.lang == "en":
                g = textstat.flesch_kincaid_grade(p.text)
                if g > 10: print(f"{p.id} en: reading grade {g:.1f} → shorter sentences, shorter words (10 at most)")
            else:
                g = textstat.fernandez_huerta(p.text)
                if g < 60: print(f"{p.id} es: Fernández-Huerta {g:.0f} → shorter sentences, shorter words (65 or more)")
    print(f"{len(files)} files, {sum(len(f.passages) for f in files)//2} passages, {n} faults")

@sources.command()
def list() -> None:
    pass

def main() -> None:
    app()
