"""An English question to Chinese words the articles may hold, by a small glossary and by the sound of places."""

# ruff: noqa: E501  (the glossary is read by its words, several a line)

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from qa.asking.sounds import sound_of
from qa.indexing.index import Index
from qa.indexing.names import Names

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Longer phrases first. Words of grammar are absent on purpose: they are dropped.
_GLOSSARY = {
    "how many": "多少", "how much": "多少", "how old": "多大年纪", "how long": "多久", "how often": "多久",
    "what percentage": "百分之多少", "what year": "哪年", "which year": "哪年", "what time": "什么时候",
    "party secretary": "党委书记", "party committee": "党委", "party member": "党员", "party members": "党员",
    "service center": "服务中心", "day care": "日间照料", "old residential": "老旧小区", "per month": "每月",
    "who": "谁", "when": "什么时候", "where": "哪里", "why": "为什么", "how": "怎么", "which": "哪个", "what": "什么",
    "town": "镇", "township": "乡", "village": "村", "villages": "村", "county": "县", "community": "社区",
    "communities": "社区", "district": "区", "street": "街道", "household": "户", "households": "户",
    "people": "人", "person": "人", "resident": "居民", "residents": "居民", "villagers": "群众", "elderly": "老人",
    "seniors": "老人", "child": "儿童", "children": "儿童", "kids": "孩子", "student": "学生", "students": "学生",
    "volunteer": "志愿者", "volunteers": "志愿者", "teacher": "教师", "doctor": "医生", "worker": "人员",
    "toilet": "户厕", "toilets": "户厕", "road": "道路", "roads": "道路", "house": "房", "housing": "小区",
    "renovate": "改造", "renovated": "改造", "rebuild": "改造", "build": "建", "built": "建设", "repair": "修缮",
    "grid": "网格", "grids": "网格", "mediation": "调解", "dispute": "纠纷", "disputes": "纠纷", "income": "收入",
    "money": "钱", "cost": "投资", "invest": "投资", "invested": "投资", "tax": "税收", "price": "价格",
    "success": "成功", "rate": "率", "meeting": "会议", "meetings": "会议", "activity": "活动", "activities": "活动",
    "service": "服务", "services": "服务", "team": "队", "teams": "队", "secretary": "书记", "mayor": "镇长",
    "leader": "领导", "reporter": "记者", "author": "作者", "wrote": "写", "article": "文章", "summer": "暑期",
    "class": "班", "classes": "班", "school": "学校", "canteen": "食堂", "farm": "养殖", "cattle": "肉牛", "cow": "牛",
    "pigeon": "种鸽", "greenhouse": "大棚", "greenhouses": "大棚", "garbage": "垃圾", "environment": "环境",
    "company": "公司", "companies": "企业", "enterprise": "企业", "enterprises": "企业", "job": "岗位", "jobs": "岗位",
    "year": "年", "month": "月", "year's": "年", "population": "人口", "area": "面积", "center": "中心", "hall": "中心",
    "haircut": "理发", "drowning": "溺水", "safety": "安全", "training": "培训", "name": "名字", "called": "叫",
}  # fmt: skip
_PHRASES = re.compile("|".join(rf"\b{re.escape(p)}\b" for p in sorted(_GLOSSARY, key=len, reverse=True)))


def is_foreign(folded: str) -> bool:
    """Whether a folded question is asked in English: more Latin words than Chinese characters."""
    return len(_WORD.findall(folded)) > max(2, len(_HAN.findall(folded)))


def translate_words(folded: str) -> str:
    """A Chinese question with the English words in it that the glossary knows in Chinese: 花了多少money."""
    return _WORD.sub(lambda match: _GLOSSARY.get(match.group(), match.group()), folded)


def translate(index: Index, folded: str) -> str:
    """The Chinese words for what the glossary and the corpus's place names know, digits and Chinese kept."""
    names = _by_spelling(index.names)
    text = _PHRASES.sub(lambda match: _GLOSSARY[match.group()], folded)
    text = _WORD.sub(lambda match: names.get(match.group(), ""), text)
    return re.sub(r"[\s,()'?]+", " ", text).strip()


@lru_cache(maxsize=1)  # of the current index; more would keep former ones in memory
def _by_spelling(names: Names) -> Mapping[str, str]:
    """Places as English writes them: luhe to 鲁河镇."""
    return {"".join(map(sound_of, stem)): place for stem, place in names.stems.items()}
