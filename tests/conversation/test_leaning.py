"""Which questions point back at the one before, and which hold what their pronouns stand for."""

import pytest

from explainer.conversation.leaning import points_back


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote it?",
        "When did Congress pass it?",
        "Is it signed by a judge?",
        "Why did they resign?",
        "How many of them had a conviction?",
        "What was his job?",
        "Who replaced her?",
        "When did that law take effect?",
        "How many of those are there now?",
        "What happened there?",
        "Which ones?",
        "Did the other study agree?",
    ],
)
def test_what_points_back(question):
    assert points_back(question, "en")


@pytest.mark.parametrize(
    "question",
    [
        "What did the county do when it lost?",
        "Did sheriffs say why they left?",
        "Is it legal for a county to refuse a detainer?",
        "Is it true that crime fell?",
        "How long does it take to train a deputy?",
        "Did the report say that crime fell?",
        "Which counties that opted out were sued?",
        "Are there states without an agreement?",
        "How many of those who were removed had a conviction?",
        "A newspaper said the panel had four police chiefs. Is that right?",
        "What is this program about?",
        "Can a jail hold people and release them later?",
    ],
)
def test_what_holds_its_own_antecedent(question):
    assert not points_back(question, "en")


@pytest.mark.parametrize(
    "question",
    [
        "¿Quién lo firmó?",
        "¿Quién la firmó?",
        "¿Cuándo los firmaron?",
        "¿Qué dijo él de las recomendaciones?",
        "¿Y qué contestó ella?",
        "¿Cuántos de ellos no tenían condena?",
        "¿Por qué ICE lo terminó?",
        "¿Qué pasó en la de Chicago?",
        "¿Puede el condado negarse a cumplirlo?",
        "¿Cuál era su trabajo?",
        "¿Qué decía esa ley?",
    ],
)
def test_what_points_back_in_spanish(question):
    assert points_back(question, "es")


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué dice la ley de Texas?",  # an article is no pronoun
        "¿Qué recomendó el informe sobre las infracciones de tránsito?",
        "¿Los sheriffs tienen que cumplir los detainers?",
        "¿Qué es lo que pidió el Grupo de Trabajo?",
        "¿Qué le pasa a una persona con un detainer?",
        "¿Puede un estado decirle que no a ICE?",
        "¿Qué dijo el condado cuando lo demandaron?",
        "¿Cuántos latinos entrevistaron en esa encuesta de 2012?",
        "Oí hablar de los detainers. ¿Qué es eso?",
    ],
)
def test_what_holds_its_own_antecedent_in_spanish(question):
    assert not points_back(question, "es")
