"""The words that tell what a Chinese question asks for: data, general to the language, most telling first."""

from __future__ import annotations

# Each line: the kind asked for, and the wordings that ask for it. The first line that is found decides, so the
# narrow wordings stand before the wide ones ("写这篇稿子的是谁" before "谁", "哪年" before "哪").
KIND_WORDS: tuple[tuple[str, str], ...] = (
    # which articles: by an author, about a place
    ("articles", r"写过.{0,12}(哪些|哪几|什么|几)|(哪些|哪几篇|几篇|多少篇)(稿子?|文章|报道|新闻|通讯)"),
    # who wrote: an author, a reporter, a correspondent
    ("author", r"(作者|撰稿人?|(记者|通讯员)(?!站|团|队|协会))(是|叫|为|有|都|名|姓)"
               r"|谁(写|采写|撰写|报道|发)的?|(写|采写|撰写|报道).{0,24}(稿|文章|报道|新闻|篇).{0,8}(谁|叫|哪位|作者|名字|人)"
               r"|(稿子?|文章|报道|新闻)是?(由|出自)?(谁|哪位)"),
    ("why", r"为什么|为何|为啥|因为什么|什么原因|啥原因|原因(是|何在)|怎么会|凭什么|缘何"),
    ("time", r"什么时候|啥时候?|何时|哪(一)?(年|月|天|日)|几月|几号|几点|哪个(月|季度|时候|时间)|什么时间|哪几天|哪两天|什么日子|星期几|周几"),
    ("number", r"多少|多大|多高|多长|多远|多重|多宽|多久|多深|百分之几|几成|第几|(?<!好)几(?!乎|位|类|方面)[^，。？]|占比|比例"),
    ("person", r"谁|哪位|哪些人|什么人|啥人|哪几位|哪[两二三四五六]位|叫什么名|姓什么|何人|是哪些?人"),
    ("how", r"怎么|如何|怎样|咋|(什么|啥|哪种|何种)样?的?(办法|方式|方法|措施|做法|手段|途径|举措|法子|招)|靠什么|用什么|通过什么"),
    ("list", r"哪些|哪几|哪[两二三四五六七八九十\d]+|(都|还)?有(什么|啥)|包括(什么|啥)|分别(是|叫|为|有)|几(类|方面)|各是|都是(什么|啥)"),
    ("place", r"哪里|哪儿|在哪|什么地方|啥地方|何处|何地|哪(个|一个|座|处|条|所|家)?(镇|村|社区|乡|县|区|市|街|小区|地方|单位|公司|企业|园|学校)"),
    ("yesno", r"吗|是不是|有没有|能不能|会不会|可不可以|要不要|是否|对不对|行不行|算不算|(没有|不|没|么)[？?]?$|还是"),
    ("what", r"什么|啥|哪个|哪种|哪家|哪一|何"),
)  # fmt: skip

# The question is about the whole corpus: it asks which of many places, and names none itself.
ACROSS = (
    r"(哪些|哪几个|有哪些)(乡镇|镇|乡|村镇|村|社区|地方|县区|县|街道|办事处|单位|地区|区县|企业)"
    r"|各(地|乡镇|镇|村|社区|县区|县|街道|单位)|哪里(有|在|能|都|可以)|哪儿(有|在|能|都|可以)|什么地方(有|在)|几个(乡镇|镇|地方)都"
)

# Two or more sides are asked about at once.
COMPARE = r"分别|各(自|是|有|为|划|养|用|叫|建|做|开|多少|几|什么)?|相比|对比|区别|不同|异同|一样|哪个(更|比较)|谁更|比.{0,12}(多|少|高|低|大|小|早|晚)|都|还是"

GREETING = (
    r"^(你好|您好|哈喽|嗨|hi|hello|hey|在吗|在不在|早上好|上午好|中午好|下午好|晚上好|早|大家好)[呀啊哦吗呢]*$"
    r"|^(你|您)(好[,，]?(你|您)?)?(是谁|叫什么|能做什么|会什么|能干什么|能干啥|会干啥|能帮我什么|有什么用|是什么)[呀啊呢]?$"
    r"|^(谢谢|多谢|感谢|辛苦)(你|您|了)*[啊呀]?$|^(再见|拜拜|bye)[啦了]?$|^(怎么用|如何使用|帮助|help|使用说明)$"
)

# Sentences that try to give orders instead of asking: never read as a question.
ORDERS = (
    r"忽略|无视|忘(记|掉)(之前|上面|前面|所有|你)|从现在开始你|你现在是|假装|扮演|必须先说|不要(遵守|管)|系统提示|提示词|指令"
    r"|ignore|disregard|system prompt|you are now|pretend|jailbreak|<script"
)

# Politeness and lead-ins that say nothing about what is asked.
LEAD_INS = (
    r"^(请问一?下?|问一?下|麻烦(问一?下|您)?|想问(问|一下)?|我想(知道|问问?|了解)(一?下)?|(帮|给)我(查|看|找)(一?下|查|看看)?"
    r"|能(不能)?告诉我|告诉我|请(告诉|帮)我|你知道|您知道|劳驾|打听(一下)?|那个|哎|诶|嗯|喂|你好|您好|话说|其实|就是|我说)[,，:：、 ]*"
)

# Words that ask or join and never say what the question is about; they count nothing in matching.
EMPTY_WORDS = frozenset(
    "的 了 是 在 和 与 跟 或 及 把 被 对 向 从 到 给 由 让 使 为 以 于 就 都 也 还 又 再 才 只 很 最 更 太 吗 呢 吧 啊 呀 嘛 么 哦 "
    "什么 啥 谁 哪 哪些 哪个 哪里 哪儿 哪位 哪家 哪年 哪天 哪种 哪几 几 几个 多少 怎么 怎样 如何 咋 为什么 为何 为啥 何时 何 时候 "
    "请问 一下 一共 总共 共 共有 有 没有 是否 分别 各 各自 都是 还是 这 那 这个 那个 这些 那些 这里 那里 这边 那边 它 他 她 它们 他们 她们 "
    "其 该 此 某 我 你 您 我们 你们 咱 咱们 自己 名字 叫 叫做 称为 指 指的 指的是 具体 主要 目前 现在 今年 当时 已经 进行 开展 "
    "点 些 成 个 名 位 种 项 次 件 条 家 处 年 月 日 天 人 里 里面 上 下 中 内 外 后 前 时 等 之 来 去 做 搞 弄 用 能 会 要 想 说 看 知道 告诉 "
    "一 二 两 三 四 五 六 七 八 九 十 第一 第二 第三 多 多大 多久 大概 大约 左右 究竟 到底 样 这样 那样 不 没 吗 那么 所有 全部 关于".split()
)  # fmt: skip

# What a Chinese place name ends in, longer endings first, and whether a name with this ending that the corpus
# never prints may be called absent: 小区, 区, 办 end too many ordinary words for that.
PLACE_ENDINGS = {
    "街道办事处": True, "办事处": True, "街道办": True, "街道": True, "社区": True, "小区": False, "开发区": True,
    "镇": True, "乡": True, "村": True, "县": True, "市": True, "省": True, "区": False, "办": False,
}  # fmt: skip
# What stands before such an ending without naming anything: 哪个村, 该镇, 示范小区, 老旧小区, 全市.
NOT_A_PLACE = (
    r"[^\u3400-\u9fff]|[的和与跟把被给让请问由到从向对去了哪几这那该各全本我咱你他她它某每些同整两多此里着过是在进至入]"
    r"|(有个?|一个|个|老旧|示范|改造|试点|楼院|新型|重点|先进|文明|特色|美丽|和美|数字|智慧|中心|工业|农业|产业|商业|经济"
    r"|居民|商圈|行政|自然|城中|乡镇|保证|发展|推动|促进|建设|外|城|农|下|山|古|超|夜|集|股|园|景|片|校|辖|郊|灾|教|回|为|帮|于|等|乡|新|返|老|家|故|强|名|贤|小|大|回)$"
)
# An ending that begins another word instead: 乡贤, 村民, 市场, 县城.
PLACE_FOLLOWERS = r"乡[贤村镇亲土间音愁情]|村[民庄口容医史晚貌社居级组集干]|市[场民值面政容]|县[城域级]|镇[街域区级]|省[钱力心时级]|区[级域]"
