"""Trouble to RFC 9457 problem details, in Chinese a visitor can act on."""

from __future__ import annotations

from dataclasses import dataclass

from qa.errors import IndexDamagedError, IndexMissingError, ModelError, PagesError, QAError, QuestionError


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of trouble: the HTTP status, its title, and what to do."""

    status: int
    title: str
    detail: str

    def as_json(self) -> dict[str, object]:
        """The members of an `application/problem+json` body."""
        return {"type": "about:blank", "status": self.status, "title": self.title, "detail": self.detail}


NOT_JSON = Problem(400, "请求不是 JSON", '请以 JSON 发送，例如 {"question": "…"}。')
NO_QUESTION = Problem(400, "请求里没有问题", '请给出 "question" 字段，其值是一段文字。')
BAD_CONVERSATION = Problem(400, "对话编号不对", '"conversation" 应是上一次回复里的编号，或者不给。')
WRONG_TYPE = Problem(415, "内容类型不对", "请用 Content-Type: application/json 发送。")

# By HTTP status: what Flask itself refuses.
HTTP_PROBLEMS = {
    400: Problem(400, "请求有误", "请检查请求的格式。"),
    404: Problem(404, "没有这一页", "请从首页或报道列表重新进入。"),
    405: Problem(405, "不支持这种请求方法", "提问请用 POST /ask。"),
    413: Problem(413, "请求太大", "请缩短问题后再发送。"),
    415: WRONG_TYPE,
}
UNEXPECTED = Problem(500, "服务出了错", "这不是您的问题，请稍后再试。")


def problem_of(error: QAError) -> Problem:
    """The problem an expected error is told as; the developer's English stays in the log."""
    if isinstance(error, QuestionError):
        return Problem(422, "问题无法处理", str(error))
    if isinstance(error, IndexMissingError | IndexDamagedError | PagesError):
        return Problem(503, "索引还没有准备好", "请稍后再试；管理员可运行 qa build 重建索引。")
    if isinstance(error, ModelError):
        return Problem(503, "模型没有准备好", "请稍后再试；管理员请检查模型设置。")
    return UNEXPECTED
