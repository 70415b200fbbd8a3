"""Lists of persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields._author_gate import surely_no_authors
from extractor.papers.fields.names import looks_like_authors, read_authors

LISTS = [
    (
        "Ada Ruiz∗, Bo Lindqvist*, Cem Öz† and Łucja Nowak‡",
        "Ada Ruiz|Bo Lindqvist|Cem Öz|Łucja Nowak",
    ),
    ("Mori, K., T. Hayashi, M. Endo", "Mori, K.|T. Hayashi|M. Endo"),
    ("Deb, S. K., T. Hayashi and M. Endo", "Deb, S. K.|T. Hayashi|M. Endo"),
    ("Mori, K. T. Hayashi, M. Endo", "Mori, K.|T. Hayashi|M. Endo"),
    ("Moreau, Alice and Weber, Jonas", "Moreau, Alice|Weber, Jonas"),
    ("Moreau, Alice; Weber, Jonas", "Moreau, Alice|Weber, Jonas"),
    ("Deng, Tova", "Deng, Tova"),
    ("Holzapfel, Annegret", "Holzapfel, Annegret"),
    ("Iriarte, M. y Sanz, L.", "Iriarte, M.|Sanz, L."),
    ("Sanz, L., Tello, R. e Iriarte, M.", "Sanz, L.|Tello, R.|Iriarte, M."),
    ("María Pérez y Luis Gómez", "María Pérez|Luis Gómez"),
    ("José Ortega y Gasset", "José Ortega y Gasset"),
    ("Deng, Tova and Arden, Jonas", "Deng, Tova|Arden, Jonas"),
    ("Jo Kim, Ann Lee, Yuling, Deng, Bo Gil", "Jo Kim|Ann Lee|Yuling, Deng|Bo Gil"),
    ("Jo Kim, Ann Lee, Orla, Bo Gil", "Jo Kim|Ann Lee|Orla|Bo Gil"),
    ("Moreau, Alice, Jonas Weber, and Ines Costa", "Moreau, Alice|Jonas Weber|Ines Costa"),
    ("Alice Moreau, Jonas Weber", "Alice Moreau|Jonas Weber"),
    ("Smith JA, Doe B, O'Neil C", "Smith JA|Doe B|O'Neil C"),
    ("Birgit Vogel, Andreas Kern", "Birgit Vogel|Andreas Kern"),
    ("Luis van Dam & Jean de la Tour", "Luis van Dam|Jean de la Tour"),
    ("Paul King, Jr., Robert Downey III", "Paul King, Jr.|Robert Downey III"),
    ("Gao Lin1,2, Yu Qian 1, Zhuang Wu", "Gao Lin|Yu Qian|Zhuang Wu"),
    ("Jo Kim (MIT), Ann Lee <ann@x.org>", "Jo Kim|Ann Lee"),
    ("By Jo Kim, Ann Lee.", "Jo Kim|Ann Lee"),
    ("张三（某大学），李四（某校 (计算机系)）", "张三|李四"),
    ("张三, 李四 某某大学", "张三|李四"),
    ("○霧島渚，鳴海蓮（某大学）", "霧島渚|鳴海蓮"),
    ("作者：欧阳修、司马光", "欧阳修|司马光"),
    ("张三 李四 王 五", "张三|李四|王五"),
    ("李和平和王伟", "李和平|王伟"),
    ("田中太郎・佐藤花子", "田中太郎|佐藤花子"),
    ("约翰·史密斯, 王伟", "约翰·史密斯|王伟"),
    ("Jos\\'{e} N\\'u{\\~n}ez", "José Núñez"),
    ("K. Abe, X. Zhang. 2016", "K. Abe|X. Zhang"),
    ("Example University, Research Team", ""),
    ("", ""),
    ("Ana Gil, Some University; Bo Li and Carl Voss, Old Tech", "Ana Gil|Bo Li|Carl Voss"),
    ("Ana Gil, Bo Li; Carl Voss, Dan Roy", "Ana Gil|Bo Li|Carl Voss|Dan Roy"),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_names(text: str, expected: str) -> None:
    assert "|".join(person.name for person in read_authors(text).people) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wei et al.", "Wei"),
        ("Ana Gil, Bo Li, et al", "Ana Gil|Bo Li"),
        ("Ana Gil and others", "Ana Gil"),
        ("A. Gil, B. Li, and 4 more authors", "A. Gil|B. Li"),
        ("赵一、钱二等", "赵一|钱二"),
        ("赵一，钱二，…", "赵一|钱二"),
    ],
)
def test_truncated(text: str, names: str) -> None:
    read = read_authors(text)
    assert read.truncated
    assert "|".join(person.name for person in read.people) == names


def test_complete_list_is_not_truncated() -> None:
    assert not read_authors("Ana Gil, Bo Li").truncated


@pytest.mark.parametrize(
    ("text", "given_name", "family"),
    [
        ("Moreau, Alice", "Alice", "Moreau"),
        ("K. Mori", "K.", "Mori"),
        ("Smith JA", "JA", "Smith"),
        ("Luis van Dam", "Luis", "van Dam"),
        ("欧阳修文", "修文", "欧阳"),
        ("张三", "三", "张"),
        ("Zhilin Yang", "Zhilin", "Yang"),
        ("ZHANG Wei", "Wei", "ZHANG"),
        ("Maria Garcia Lopez", None, None),
        ("佐藤花子", None, None),
    ],
)
def test_parts_only_where_sure(text: str, given_name: str | None, family: str | None) -> None:
    (person,) = read_authors(text).people
    assert (person.given, person.family) == (given_name, family)


def test_lead_can_be_kept() -> None:
    assert read_authors("By Ana Gil", strip_lead=False).people[0].name != "Ana Gil"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Gil, Bo Li and Carl Voss",
        "赵梦、钱学、孙武",
        "Wei et al.",
        "Mori, K., T. Hayashi",
        "Jo Kim",
        "田中太郎・佐藤花子",
    ],
)
def test_persons_look_like_authors(text: str) -> None:
    assert looks_like_authors(text) > 0.7


@pytest.mark.parametrize(
    "text",
    [
        "A Survey of Neural Methods for Something",
        "Deep Residual Learning",
        "Proceedings of the Conference, Paris, France",
        "Example University, Research Team",
        "machine learning, optimization, graphs",
        "We thank the reviewers, and the editors.",
        "基于图神经网络的推荐方法",
        "首页 关于 登录 注册",
        "2019, pp. 12-30",
        "ACM SIGCOMM",
        "Bibliography (BibTeX)",
        "",
    ],
)
def test_other_texts_do_not(text: str) -> None:
    assert looks_like_authors(text) < 0.4


NAMES = st.text(st.sampled_from("Ab Ćdé.,;、和等and et al()（）王李*1&-'|\\{}\n"), max_size=60)


@given(NAMES)
def test_nothing_is_invented(text: str) -> None:
    letters = {sign for sign in text if sign.isalpha()}
    for person in read_authors(text).people:
        assert "\\" in text or {sign for sign in person.name if sign.isalpha()} <= letters
        assert person.name == " ".join(person.name.split())
    assert 0 <= looks_like_authors(text) <= 1


@given(st.text())
def test_never_raises(text: str) -> None:
    read_authors(text)
    looks_like_authors(text)


@given(
    st.lists(
        st.sampled_from(["Ana Gil", "Bo Lindqvist", "赵梦雪", "K. Mori", "Jean de la Tour"]),
        min_size=1,
    )
)
@pytest.mark.parametrize("separator", [", ", "; ", "、", " and ", " | "])
def test_what_was_joined_comes_apart(separator: str, names: list[str]) -> None:
    assert [person.name for person in read_authors(separator.join(names)).people] == names


WORDS = [
    "Ana",
    "Gil",
    "Deng,",
    "of",
    "with",
    "and",
    "et al.",
    "networks",
    "J.",
    "PhD",
    "van",
    "A",
    "12",
]


@given(st.lists(st.sampled_from([*WORDS, ";", "&", "by", "Li", "王伟", "b,", "-,"]), max_size=8))
def test_what_is_surely_no_list_does_not_look_like_one(words: list[str]) -> None:
    text = " ".join(words)
    assert not surely_no_authors(text) or looks_like_authors(text) <= 0.5


def test_sentence_is_surely_no_list() -> None:
    assert surely_no_authors("Folding of widgets, revisited")
    assert not surely_no_authors("Ana Gil, Bo Li and Carl Voss")


CITED = [
    ("Brandt, Tilda", "Brandt, Tilda"),
    ("Zhao, Tong et al.", "Zhao, Tong"),
    ("Velde, Ricarda T. Q., Olu Adeyemi, and Mina Castell",
     "Velde, Ricarda T. Q.|Olu Adeyemi|Mina Castell"),
    ("Putnam, Sudeep Raj and Agnes Shelby", "Putnam, Sudeep Raj|Agnes Shelby"),
    ("Xiong, Tesu, Chen, Xuxo, Balan, Krishno & Gadim, Saed",
     "Xiong, Tesu|Chen, Xuxo|Balan, Krishno|Gadim, Saed"),
    ("HANUŠ, Jiří, Vlasta HRUBÁ a Yvo RANDA", "HANUŠ, Jiří|Vlasta HRUBÁ|Yvo RANDA"),
    ("LIMA, Ana Rosa, CHEN, Bo et GIL, Cy", "LIMA, Ana Rosa|CHEN, Bo|GIL, Cy"),
    ("Rocca, Joan Carlos Ferrer da, Fabia Cozzi et Cassia Polo",
     "Rocca, Joan Carlos Ferrer da|Fabia Cozzi|Cassia Polo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_a_word_before_the_first_comma_of_a_citation_is_a_family_name(text, expected):
    assert "|".join(person.name for person in read_authors(text, cited=True).people) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lima, A. Chen, B. C. & Gil, C.", "Lima, A.|Chen, B. C.|Gil, C."),
        ("Arabesk, Fritz/Leeman, Jana/Gavar, Mila", "Arabesk, Fritz|Leeman, Jana|Gavar, Mila"),
        ("Balkan M.-F./A.Z. Broder/T. Zhang", "Balkan M.-F.|A.Z. Broder|T. Zhang"),
        ("A. T. Chaga - A. V. Nori – S. K. Raja", "A. T. Chaga|A. V. Nori|S. K. Raja"),
        ("Frank, Eibe; and Ian H. Witt", "Frank, Eibe|Ian H. Witt"),
        ("XU, C., DENG, X. y YU, P.", "XU, C.|DENG, X.|YU, P."),
        ("Kass, T., Spengel, M. van, Pol, E. van der", "Kass, T.|Spengel, M. van|Pol, E. van der"),
        ("LIMA T., CHEN B. von", "LIMA T.|CHEN B. von"),
        ("T. Pitta a N. Zari", "T. Pitta|N. Zari"),
        ("Agni Gupta u. a.", "Agni Gupta"),
    ],
)
def test_inverted_names_by_what_parts_them(text, expected):
    assert "|".join(person.name for person in read_authors(text).people) == expected


@pytest.mark.parametrize("text", ["J. Mach. Learn", "ICML. Morgan Kaufmann", "Morgan Kaufmann"])
def test_journals_and_publishers_are_no_persons(text):
    assert looks_like_authors(text) < 0.4


FAMILIES = st.sampled_from(["Okoro", "Lindqvist", "Castell", "Harada", "Adeyemi", "Velde"])
LETTERS = st.sampled_from("ABDEGHKLMNPRST")


@given(
    st.lists(st.tuples(FAMILIES, LETTERS, LETTERS), min_size=2, max_size=6),
    st.sampled_from([", ", "; ", "/", " "]),
    st.sampled_from([", and ", " & ", " und ", " et ", " y ", " and "]),
)
def test_inverted_names_with_initials_are_read_back(names, separator, conjunction):
    printed = [f"{family}, {one}. {other}." for family, one, other in names]
    between = separator if separator == "/" else conjunction
    text = separator.join(printed[:-1]) + between + printed[-1]
    assert [person.name for person in read_authors(text).people] == printed


@pytest.mark.parametrize("text", ["Peter Lang", "Taylor & Francis", "Simon & Schuster,"])
def test_publishers_alone_are_no_persons(text: str) -> None:
    assert looks_like_authors(text) == 0


@pytest.mark.parametrize("text", ["John Smith, Peter Lang", "Ann Okafor and John Wiley"])
def test_persons_who_are_called_like_publishers_are_persons(text: str) -> None:
    assert looks_like_authors(text) > 0.9
