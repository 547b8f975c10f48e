"""Places as papers print them: province, city, county, town, village, and what works there."""

from __future__ import annotations

import re

# The ladder of places. Names hold none of the little words of a sentence.
_WORD = r"[^\W\d_a-zA-Z的在了和是为把被让与及各每该全到对从将向以于由据某这那我你他她]"
_PROVINCE = rf"(?:{_WORD}{{2,3}}省|{_WORD}{{2,6}}自治区)"
_CITY = rf"(?:{_WORD}{{2,4}}(?:市|州|盟))"
_ZONE = "开发区|经开区|高新区|示范区"
_COUNTY = rf"(?:{_WORD}{{1,4}}?(?:县|{_ZONE}|新区|区|旗)|{_WORD}{{1,3}}市|{_ZONE})"
_TOWN = rf"(?:{_WORD}{{1,6}}?(?:街道办事处|街道办|街道|办事处|办|镇|乡|苏木))"
_VILLAGE = rf"(?:{_WORD}{{1,7}}?(?:社区|居委会|村委会|村|嘎查))"
# An office of the place, which papers print in the same line: 经开区皇甫办纪工委, 濮阳县人民法院.
_BODY = (
    r"(?:纪工委|纪检监察工委|纪委监委|纪委|党工委|党委|人大|政协|法院|人民法院|检察院|人民检察院|公安局|派出所|司法所"
    r"|税务局|[\u4e00-\u9fff]{2,6}局|[\u4e00-\u9fff]{2,6}委|综治中心|供电公司|人民医院|中心小学|联社)"
)
_PLACE_LINE = re.compile(
    rf"{_PROVINCE}?{_CITY}?(?:{_COUNTY}{_TOWN}?{_VILLAGE}?|{_TOWN}{_VILLAGE}?|{_VILLAGE}){_BODY}?|{_CITY}{_BODY}"
)
_LADDER = re.compile(
    rf"{_PROVINCE}?{_CITY}?(?P<county>{_COUNTY})?(?P<town>{_TOWN})?(?P<village>{_VILLAGE})?{_BODY}?"
)
# A place in running text begins after punctuation or after a word that leads to a place.
_PLACE_IN_TEXT = re.compile(
    rf"(?:^|(?<=[，。、；：“”\"（）()\s,;:—－-])|(?<=[\d近昨今]日)|(?<=[在到]))"
    rf"(?:位于|走进|来到|记者在|记者从|在|近日|日前|[由据赴受]|[经系原住](?![开济])(?=.{{1,6}}[省市县区])){{0,2}}"
    rf"(?=[^，。、；：“”\s]{{1,20}}[县区市旗])"  # or nothing is looked at more closely
    rf"(?P<place>{_PROVINCE}?(?:{_WORD}{{2,3}}[市州盟])?(?P<county>{_WORD}{{1,3}}(?:县|区|市|旗)|经开区|开发区)"
    rf"(?P<town>{_WORD}{{1,5}}?(?:街道办事处|街道办|街道|办事处|镇|乡|办(?![公事理法学好实案证])|苏木)))"
    rf"(?P<village>{_WORD}{{1,5}}?(?:社区|村))?"
)
# Who signs a notice, and on which day.
_OFFICE_LINE = re.compile(
    r"[\u4e00-\u9fff（）()]{2,24}(?:局|公司|政府|委员会|居委会|村委会|办公室|管理[处所]|法院|检察院|医院|学校|指挥部)"
)
_DAY_LINE = re.compile(r"(?:\d{4}|[一二〇○零]\S{3})年\S{1,2}月\S{1,3}日")
# What ends like a county or a town and names none: 辖区; 举办, 城乡, 古镇, 九个镇.
_NO_COUNTY = re.compile(
    r"^[辖校社地景园片县小灾库街厂选战军新城市]区$|(?:小|社|校|园|景|功能|服务|生活)区$|^县市$"
)
_NO_TOWN = re.compile(
    r"(?:[举主承协开创兴联合督交代帮筹]办|[下家故返水丽异老回]乡|[个各某]镇|(?:区|个|不出)街道)$"
    r"|^[城古集小重乡千百]镇$|^(?:住房)?城乡$"
)
# What a line broken off its sentence begins or ends with: 该|乡党委组织村, 晖小区.
_NO_PLACE = re.compile(r"^[省市县区镇乡村办](?:党|政府|机关|领导|干部|要求|组织|里|上)|^.{1,2}小区$")
# A town's ending that begins another word: 西|乡塘区, 美丽|乡村振兴.
_GOES_ON = re.compile(
    r"(?<=[镇乡办])(?![社小])[\u4e00-\u9fff]区|(?<=乡)(?:[贤愁土情]|村[振建旅治教医文生道风产经与])"
)


def is_place_line(text: str) -> bool:
    """True for a line that is nothing but a place, and precise enough not to be a short title."""
    if not 2 < len(text) <= 24 or " " in text or not _PLACE_LINE.fullmatch(text):
        return False
    if _NO_TOWN.search(text) or _NO_PLACE.search(text):
        return False
    if len(text) <= 4:
        return text[-1] in "县区市旗镇乡办"
    return bool(re.search(r"[县区市旗镇乡办].*[县区市旗镇乡办道村会委局院处]|[县区市旗].*社区", text))


def is_office_line(text: str) -> bool:
    """True for the name of an office or a company, as it stands under a notice."""
    return bool(_OFFICE_LINE.fullmatch(text))


def is_day_line(text: str) -> bool:
    """True for a day with its year, and nothing else."""
    return bool(_DAY_LINE.fullmatch(text))


def places_in(text: str) -> list[re.Match[str]]:
    """Every county with a town of it that the text names; groups place, county, town, village."""
    return [match for match in _PLACE_IN_TEXT.finditer(text) if _names(match, text)]


def _names(match: re.Match[str], text: str) -> bool:
    if _NO_COUNTY.search(match["county"]) or _NO_TOWN.search(match["town"]):
        return False
    return not _GOES_ON.match(text, match.end("town"))


def ladder_of(place: str) -> tuple[str | None, str | None, str | None]:
    """County, town and village of a printed place."""
    match = _LADDER.match(place)
    return (match["county"], match["town"], match["village"]) if match else (None, None, None)
