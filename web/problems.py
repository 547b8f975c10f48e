"""Trouble to RFC 9457 problem details, in Chinese a visitor can act on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qa.errors import (
    IndexDamagedError,
    IndexMissingError,
    IndexWriteError,
    LateError,
    ModelError,
    PagesError,
    QAError,
    QuestionError,
    StoreError,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of trouble: the HTTP status, its title, and what to do."""

    status: int
    title: str
    detail: str
    retry_after: int = 0  # seconds; 0 where waiting does not help
    field: str | None = None  # of the request, where one is to blame

    def in_seconds(self, seconds: int) -> Problem:
        """The same, to be tried again after so many seconds."""
        return replace(self, retry_after=seconds)

    def as_json(self) -> dict[str, object]:
        """The members of an `application/problem+json` body."""
        return {"type": "about:blank", "status": self.status, "title": self.title, "detail": self.detail}


class RefusedError(Exception):
    """A request that is refused with a problem before the engine sees it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.title)
        self.problem = problem


NOT_JSON = Problem(400, "请求不是 JSON", '请以 JSON 发送，例如 {"question": "…"}。')
NO_QUESTION = Problem(400, "请求里没有问题", '请给出 "question" 字段，其值是一段文字。')
BAD_CONVERSATION = Problem(400, "对话编号不对", '"conversation" 应是上一次回复里的编号，或者不给。')
BAD_FLAG = Problem(400, "字段不对", '"alone" 和 "trace" 应是 true 或 false，或者不给。')
BAD_FEEDBACK = Problem(400, "评价不完整", '请给出 "reply"（回复的编号）和 "useful"（1 或 0）。')
BAD_FIELDS: Mapping[str | None, Problem] = {  # by the field of a question that is to blame
    "question": NO_QUESTION, "conversation": BAD_CONVERSATION, "alone": BAD_FLAG, "trace": BAD_FLAG,
}  # fmt: skip
NO_USER_MESSAGE = Problem(400, "请求里没有问题", "messages 里应有一条 user 消息。", field="messages")
NO_MODEL = Problem(404, "没有这个模型", "可用的模型见 GET /v1/models。", field="model")
WRONG_TYPE = Problem(415, "内容类型不对", "请用 Content-Type: application/json 发送。")
OTHER_SITE = Problem(403, "来自别的网站的请求", "请从本站的页面操作。")
NO_REPLY = Problem(404, "没有这个回答", "它所在的对话可能已经删除。")
NOT_YOURS = Problem(404, "没有这个对话", "它可能已经删除，或者是在别的浏览器里开始的。")
NO_ARTICLE = Problem(
    404, "没有这篇报道", "它可能已经改动或撤下，原来的链接因此失效。请从全部报道里查找，或重新提问。"
)
NO_DESK = Problem(
    404, "编辑台没有开启", "管理员设置 QA_ADMIN_KEY 并重新启动服务后，才能使用编辑台和重建索引。"
)
NO_KEY = Problem(401, "需要管理密钥", "请在编辑台输入密钥，或以 Authorization: Bearer 发送。")
TOO_OFTEN = Problem(429, "请求太频繁", "请稍等片刻再试。")
BUSY = Problem(503, "现在问的人太多", "请过几秒再问。", retry_after=2)
LATE = Problem(503, "没能按时答完", "现在很忙，请过一会儿再问，或把问题问得短一些。", retry_after=5)
ODD_TEXT = Problem(400, "地址或字段里有不该有的字符", "请去掉控制字符后重试。")
NO_READER_KEY = Problem(401, "需要读者密钥", "请刷新页面后输入密钥；程序请以 Authorization: Bearer 发送。")
BUILDING = Problem(409, "正在重建索引", "请等这一次完成，进度见 GET /rebuild；要停下来，用 DELETE /rebuild。")
NOT_BUILDING = Problem(409, "没有正在进行的重建", "它可能已经完成，结果见 GET /rebuild。")
NOT_WRITTEN = Problem(
    503, "索引写不进去", "磁盘可能满了，或者没有写入权限。原来的索引仍在使用，原因见服务日志。"
)

# By HTTP status: what Flask itself refuses.
HTTP_PROBLEMS = {
    400: Problem(400, "请求有误", "请检查请求的格式。"),
    404: Problem(404, "没有这一页", "请从首页或报道列表重新进入。"),
    405: Problem(405, "不支持这种请求方法", "提问请用 POST /ask。"),
    413: Problem(413, "请求太大", "请缩短问题后再发送。"),
    415: WRONG_TYPE,
}
# By HTTP status: what is refused before it has arrived whole.
ARRIVAL_PROBLEMS = {
    400: HTTP_PROBLEMS[400],
    408: Problem(408, "请求没有发完", "等了太久，连接已断开，请重新发送。"),
    413: HTTP_PROBLEMS[413],
    431: Problem(431, "请求头太大", "请清除本站的 Cookie，或缩短地址后重试。"),
}
UNEXPECTED = Problem(500, "服务出了错", "这不是您的问题，请稍后再试。")


# By what the engine raises: the developer's English stays in the log.
_NO_INDEX = Problem(503, "索引还没有准备好", "请稍后再试；管理员可运行 qa build 重建索引。")
_EXPECTED: Mapping[type[QAError], Problem] = {
    LateError: LATE,
    IndexMissingError: _NO_INDEX,
    IndexDamagedError: _NO_INDEX,
    PagesError: _NO_INDEX,
    IndexWriteError: NOT_WRITTEN,
    ModelError: Problem(503, "模型没有准备好", "请稍后再试；管理员请检查模型设置。"),
    StoreError: Problem(
        503, "对话记录暂时不可用", "问题照常回答，以前的对话请稍后再看；管理员请检查数据库。"
    ),
}


def problem_of(error: QAError) -> Problem:
    """The problem an expected error is told as."""
    if isinstance(error, QuestionError):
        return Problem(422, "问题无法处理", str(error))
    return _EXPECTED.get(type(error), UNEXPECTED)
