import pytest

from qa.asking.numerals import fold_numerals


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("一百二十件", "120件"),
        ("十二名", "12名"),
        ("二十亩", "20亩"),
        ("三千五百元", "3500元"),
        ("一百零五户", "105户"),
        ("两百人", "200人"),
        ("二〇二四年", "2024年"),
        ("三万五千元", "三万5000元"),
        ("一站式", "一站式"),
        ("十四五以来", "十四五以来"),
        ("三强化", "三强化"),
        ("四大行动", "四大行动"),
        ("第十二条", "第十二条"),
        ("十分", "十分"),
        ("", ""),
    ],
)
def test_long_numerals_become_digits_and_names_stay(said, printed):
    assert fold_numerals(said) == printed
