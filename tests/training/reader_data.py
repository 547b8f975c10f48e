"""A made-up training folder; every sentence in it was written for these tests."""

import json
import lzma

from qa.training.reader_words import YARDSTICKS

PEOPLE = ("赵明", "钱亮", "孙悦", "周静", "吴强", "郑兰", "王芳", "冯涛")
TOWNS = ("河口镇", "白石乡", "青山镇", "柳林乡", "东湖镇", "西坪乡", "南关镇", "北川乡")


def article(at):
    """An article whose answers are all different."""
    return (
        f"{TOWNS[at]}的{PEOPLE[at]}去年种了{at + 12}亩莲藕。"
        f"他把莲藕卖到省城，收入{at + 3}万元。"
        f"今年{TOWNS[at]}还要修{at + 2}公里的水渠。"
    )


def rows(source):
    """Three questions an article, the last one without an answer."""
    found = []
    for at in range(len(TOWNS)):
        context = article(at)
        for number, (question, answer) in enumerate(
            (
                (f"{PEOPLE[at]}种了多少亩莲藕", f"{at + 12}亩"),
                (f"{TOWNS[at]}要修多少水渠", f"{at + 2}公里"),
                (f"{TOWNS[at]}的学校什么时候开学", None),
            )
        ):
            found.append({
                "id": f"{source}-{at}-{number}", "title": TOWNS[at] if at % 2 else None, "context": context,
                "question": question, "answers": [answer] if answer else [],
                "answer_start": [context.index(answer)] if answer else [], "type": "number",
            })  # fmt: skip
    return found


def write_data(folder, sets, raw):
    """The folder `qa train reader --data` takes, each set and raw text with the same few articles."""
    for name in ("qa", "raw"):
        (folder / name).mkdir(parents=True)
    for name in sets:
        write_lines(folder / "qa" / f"{name}.jsonl.xz", rows(name))
    for name in raw:
        with lzma.open(folder / "raw" / f"{name}.txt.xz", "wt", encoding="utf-8") as out:
            out.writelines(article(at) * 4 + "\n" for at in range(len(TOWNS)))
    for name in set(YARDSTICKS) - set(sets):
        write_lines(folder / "qa" / f"{name}.jsonl.xz", [{"context": "一篇别处没有的报道。"}])
    return folder


def write_lines(path, rows):
    """A file of JSON lines as the training folder holds them."""
    path.parent.mkdir(exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
