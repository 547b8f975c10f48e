"""Bylines as papers print them to the names of the people who wrote."""

from __future__ import annotations

import re

# The surnames of nearly everyone in China (the Hundred Family Surnames in use), to know a lone name from a
# phrase.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
    "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂"
    "成苗谷曲盛冉翁蓝路游辛靳欧管柴蒙鲍华喻祁房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋"
    "商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝阚支皇哈赫宿井候仲智卿"
)
_COMPOUND = (
    "欧阳|上官|司马|诸葛|尉迟|皇甫|夏侯|令狐|东方|慕容|司徒|端木|公孙|轩辕|宇文|长孙|濮阳|淳于|单于|申屠"
)

# What a person is to the paper. Papers put their own name or a medium before it: 全媒体记者, 本报记者,
# 实习生.
_ROLE = re.compile(
    r"(?:(?:[\u4e00-\u9fff]{2,6}?(?:日报|晚报|早报|晨报|时报|商报|都市报|新闻网|在线|客户端|电视台|广播电台)"
    r"|新华社|人民网|中新社|中新网|央视|本报|本報|本网|本台|本刊|本社|全媒体|融媒体|融媒|特约|特派|驻站|首席|高级|资深|实习|见习|社)"
    r"{0,3}(?:记者站|记者|記者|通讯员|通訊員|评论员|撰稿人|实习生|特派员|报道员|摄影师|编辑部|作者|编译))\s*[:：]?"
)
_OF_A_ROLE = re.compile("[者员員人生师部译]")  # every role holds one of these
_LONGEST_WORD = 8  # characters of a name with 摄影报道 behind it
# Work other than writing the text: 文/图, 摄影. It stays in the byline and is no part of a name.
_CREDIT = re.compile(
    r"(?:[/／]\s*[\u4e00-\u9fff]{2,4}(?:报道|報導)|文\s*[/／、]?\s*图|图\s*[/／、]?\s*文|文字?|图片?|摄影报道|摄影|摄|撰文|采写|供稿|供图|整理|报道|综合)\s*[/／:：]?"
)
# Who wrote and whose pictures they are, which may be an office's: 文/张三 图/市水务局.
_WRITER_AND_PICTURES = re.compile(
    r"文字?\s*[/／:：]\s*(?P<writer>\w{2,4})\s+(?:图片?|摄影)\s*[/／:：]\s*(?P<pictures>\w{2,16})"
)
_LONE_CREDIT = re.compile(rf"(?<![\u4e00-\u9fff]){_CREDIT.pattern}(?![\u4e00-\u9fff])")
_CLOSING_CREDIT = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:文\s*/\s*图|图\s*/\s*文|文图|摄影报道|摄影|摄"
    r"|[/／]\s*[\u4e00-\u9fff]{2,4}(?:报道|報導))\s*$"
)
_MARKS = re.compile(r"[□◎○●■◆◇☆★/／、，,;；:：]")
END_MARK = r"[○●■◆◇▲△]\s*(?=[（(])"  # at the end of an article, before who wrote it
_END_MARK = re.compile(END_MARK)
# A role cut in two by a line break: 通讯 员.
_SPLIT_ROLE = re.compile(
    r"(?=\s)(?:(?<=记)\s+(?=者)|(?<=通)\s+(?=讯员)|(?<=通讯)\s+(?=员)|(?<=媒)\s+(?=体记者)|(?<=全)\s+(?=媒体)|(?<=媒体)\s+(?=记者))"
)
_HAN_NAME = re.compile(rf"(?:{_COMPOUND})[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_ANY_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}[·•][\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})?"
)
# Three characters alone in brackets sign an article whatever the surname: （訾明远）, not （有删节）.
_RARE_IN_BRACKETS = re.compile(
    rf"[（(](?P<name>(?![{_SURNAMES}])(?![^（）()]*(?:[二三四五六七八九十第上中下完版续讯期稿集页转接删节选图文表注附略试行草案]|[载篇列之]一))"
    r"[\u4e00-\u9fff]{3})[)）]"
)
# what stands alone in brackets, or ends a line, and begins with a surname by chance
_NOT_A_NAME = re.compile(
    r".*[县区市镇乡村省局委院校部]$|全文|全国|文件|文章|时间|时评|高清|连载|应急|关注|成果|向上|和谐|方法|安全|明天|明确|华丽|常态"
)

# Offices that a signed contribution names before its writer: …乡党委书记 李扬.
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:书记|主任|镇长|乡长|县长|区长|市长|局长|院长|校长|会长|部长|主席|委员|教授|研究员|所长|站长|董事长|经理)"
    r"\s+(?P<name>[\u4e00-\u9fff]{1,3}\s?[\u4e00-\u9fff]{1,2})$"
)


def byline_names(text: str) -> tuple[str, ...]:
    """The names in a byline, without roles and credits; empty when the text is no byline."""
    if ended := _END_MARK.match(text):
        text = text[ended.end() :]
    rare = _RARE_IN_BRACKETS.fullmatch(text)
    if rare and not _NOT_A_NAME.match(rare["name"]):
        return (rare["name"],)
    text = _SPLIT_ROLE.sub("", text.strip(" \u3000（）()【】[]〔〕"))
    office = _OFFICE.match(text)
    if office:
        name = "".join(office["name"].split())
        return (name,) if _HAN_NAME.fullmatch(name) else ()
    both = _WRITER_AND_PICTURES.fullmatch(text)
    if both and is_lone_name(both["writer"]):
        return tuple(filter(is_lone_name, both.groups()))
    bare, roles = _ROLE.subn(" ", text) if _OF_A_ROLE.search(text) else (text, 0)
    if not roles and max(map(len, _MARKS.sub(" ", bare).split()), default=0) > _LONGEST_WORD:
        return ()
    words = _joined_names(_MARKS.sub(" ", _without_credits(bare)).split())
    if not words or len(words) > 12:
        return ()
    is_name = _ANY_NAME if roles else _HAN_NAME
    good = all(is_name.fullmatch(word) and not (_NOT_A_NAME.match(word) and not roles) for word in words)
    return tuple(words) if good else ()


def _without_credits(text: str) -> str:
    """Drop 文/图 and its kin where they stand as words of their own or close the byline (李淑惠文/图)."""
    return _LONE_CREDIT.sub(" ", _CLOSING_CREDIT.sub(" ", text))


def _joined_names(words: list[str]) -> list[str]:
    """王 凯 is one name: papers space out names of two characters to three, and lines break names."""
    if all(1 < len(word) < 5 for word in words) or sum(map(len, words)) > 40:
        return words
    for size in (1, 2, 3):
        name = "".join(words[:size])
        if (size == 1 and len(name) > 3) or _HAN_NAME.fullmatch(name):
            rest = _joined_names(words[size:]) if words[size:] else []
            if all(len(word) > 1 for word in rest):
                return [name, *rest]
    return words


def has_role(text: str) -> bool:
    """True for a byline that says what the person is: 记者, 通讯员…"""
    return bool(_ROLE.search(_SPLIT_ROLE.sub("", text)))


def tidy_byline(text: str) -> str:
    """A byline as a reader wants it: no brackets or bullets, one space between its words."""
    text = _SPLIT_ROLE.sub("", text.strip(" \u3000（）()【】[]〔〕□◎○●■◆◇▲△"))
    text = re.sub(r"(?<=[\u4e00-\u9fff]{2})(?=(?:文/图|图/文)$)", " ", " ".join(text.split()))
    return re.sub(
        r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text
    )


def splits_role(before: str, after: str) -> bool:
    """True when the two words are halves of one role: 通讯 and 员."""
    return bool(_SPLIT_ROLE.search(f"{before} {after}"))


def starts_with_role(text: str) -> bool:
    """True for text that begins with what a person is: 通讯员 …"""
    return bool(_ROLE.match(text))


def is_lone_name(text: str) -> bool:
    """True for a word that reads as one person's name."""
    return bool(_HAN_NAME.fullmatch(text) and not _NOT_A_NAME.match(text))


def is_photo_credit(text: str) -> bool:
    """True for a line that signs pictures alone: 本报记者 张三 摄."""
    return bool(re.search(r"(?<!文)(?<!文/)(?<!文、)(?:摄|摄影|供图|图)\s*[)）]?$", text)) and not re.search(
        r"文\s*[/／、]?\s*图", text
    )


def signs_pictures(text: str) -> bool:
    """True for a byline that signs pictures, with or without the text: 文/图, 摄影报道."""
    return bool(re.search("[图摄]", text))
