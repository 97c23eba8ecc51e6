"""The grammar of the query language, one method for each level of precedence.

Tightest first: parentheses, OR, proximity (W/5, NEAR/5, PRE/5, then /p), NOT, AND, which is also what stands between
words without an operator.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from search.errors import QueryLimitError
from search.language import combine
from search.language.fields import DATES, KINDS, NAMES
from search.language.filters import read_dates, read_name
from search.language.lexer import BINARY, OPERANDS, VALUES, Kind, Lexeme
from search.language.notes import Notes
from search.language.parts import Part, all_of, any_of, hull
from search.language.terms import clipped_distance, read_quoted, read_word
from search.messages import say
from search.query import And, Dated, Node, Place, Source, Stated, Undated

MAX_CLAUSES = 64  # words, phrases and filters: each costs the engine a look-up or an expansion


class Grammar:
    """Reads lexemes by recursive descent, which `balanced` bounds; None is what was dropped.

    Args:
        lexemes: with balanced parentheses.
        notes: mends are noted here.
        match_all: see `parse`.
    """

    def __init__(self, lexemes: Sequence[Lexeme], notes: Notes, match_all: bool) -> None:
        self._lexemes = lexemes
        self._at = 0
        self._notes = notes
        self._match_all = match_all
        self._clauses = 0

    def _next(self, *kinds: Kind) -> bool:
        return self._at < len(self._lexemes) and self._lexemes[self._at].kind in kinds

    def _take(self) -> Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]

    def sequence(self, field: str = "") -> Part | None:
        """Read what stands side by side up to the closing parenthesis, or the end: the level of AND.

        Args:
            field: the field that the words are values of; empty outside `field:( )`.

        Raises:
            QueryLimitError: there are more than `MAX_CLAUSES` words, phrases and filters.
        """
        parts: list[Part] = []
        joined = False
        while self._at < len(self._lexemes) and not self._next(Kind.CLOSE):
            if self._next(*BINARY):
                operator = self._take()
                joined = operator.kind is Kind.AND and bool(parts) and self._next(*OPERANDS)
                if not joined:
                    self._dangling(operator)
                continue
            self._hint_or()
            if part := self._negation(field):
                parts.append(replace(part, joined=joined))
            joined = False
        return self._together(parts) if parts else None

    def _together(self, parts: list[Part]) -> Part:
        span = hull(parts)
        node = (all_of if self._match_all else any_of)(parts, span)
        open_or = any(part.open_or for part in parts)
        if open_or and (any(part.open_other for part in parts) or (len(parts) > 1 and isinstance(node, And))):
            self._notes.add_mixed(span)
        return Part(node, span, required=len(parts) == 1 and parts[0].required)

    def _negation(self, field: str) -> Part | None:
        start = self._lexemes[self._at].span[0]
        negated = spoken = False
        while self._next(Kind.NOT):
            operator = self._take()
            negated, spoken = not negated, True
            if not self._next(*OPERANDS):
                self._dangling(operator)
                return None
        part = self._proximity(field)
        if part is None or not spoken:
            return part
        span = start, part.span[1]
        return Part(combine.negation(part.node, span) if negated else part.node, span, part.open_or, open_other=True)

    def _proximity(self, field: str) -> Part | None:
        def combined(left: Part, right: Part, _: Lexeme) -> Node:
            return combine.same_passage(left.node, right.node, hull((left, right)), self._notes)

        return self._chain(Kind.PASSAGE, self._near, combined, field)

    def _near(self, field: str) -> Part | None:
        def combined(left: Part, right: Part, operator: Lexeme) -> Node:
            distance = clipped_distance(operator.number or 0, operator.span, self._notes)
            span = hull((left, right))
            return combine.near(left.node, right.node, distance, operator.ordered, span, self._notes)

        return self._chain(Kind.NEAR, self._alternatives, combined, field)

    def _alternatives(self, field: str) -> Part | None:
        def combined(left: Part, right: Part, _: Lexeme) -> Node:
            return combine.disjunction((left.node, right.node), hull((left, right)))

        return self._chain(Kind.OR, self._operand, combined, field)

    def _chain(
        self,
        operator_kind: Kind,
        operand: Callable[[str], Part | None],
        combined: Callable[[Part, Part, Lexeme], Node],
        field: str,
    ) -> Part | None:
        """Read operands with operators of one kind between them, from left to right."""
        left = operand(field)
        while self._next(operator_kind):
            operator = self._take()
            if not self._next(*OPERANDS):
                self._dangling(operator)
                continue
            right = operand(field)
            if left is None or right is None:  # what was dropped has its note
                left = left or right
                continue
            is_or = operator_kind is Kind.OR
            left = Part(
                combined(left, right, operator),
                hull((left, right)),
                open_or=is_or or left.open_or or right.open_or,
                open_other=not is_or or left.open_other or right.open_other,
            )
        return left

    def _operand(self, field: str) -> Part | None:
        """Read one term or one pair of parentheses, with the signs, fields and counts before it."""
        before: list[Lexeme] = []
        while self._next(Kind.MINUS, Kind.PLUS, Kind.FIELD, Kind.AT_LEAST, Kind.NOT):
            lexeme = self._take()
            before.append(lexeme)
            if lexeme.kind is Kind.FIELD:
                if not self._has_value(lexeme):
                    return None
                field = lexeme.text
            elif not self._next(*OPERANDS):
                self._dangling(lexeme)
                return None
        part = self._group(field) if self._next(Kind.OPEN) else self._term(field)
        for lexeme in reversed(before):
            part = part and self._prefixed(lexeme, part)
        return part

    def _prefixed(self, lexeme: Lexeme, part: Part) -> Part:
        """Apply what stands before an operand to it."""
        span = lexeme.span[0], part.span[1]
        node = part.node
        match lexeme.kind:
            case Kind.MINUS | Kind.NOT:
                node = combine.negation(node, span)
            case Kind.FIELD if lexeme.text in KINDS:
                node = combine.restrict(KINDS[lexeme.text], node, span, self._notes)
            case Kind.FIELD if isinstance(node, Source | Place | Dated | Undated | Stated):
                node = replace(node, span=span)
            case Kind.AT_LEAST:
                node = combine.at_least(lexeme.number or 0, node, span, self._notes)
        return Part(node, span, required=part.required or lexeme.kind is Kind.PLUS)

    def _has_value(self, lexeme: Lexeme) -> bool:
        """Tell if a field has a value, and note what is not as it should be."""
        start, end = lexeme.span
        following = self._lexemes[self._at] if self._at < len(self._lexemes) else None
        if following and following.span[0] == end and following.kind in OPERANDS:
            return True
        if following and following.kind in VALUES:
            message = say("%(field)s: was taken to belong to what follows the space.", field=lexeme.text)
            self._notes.add("field_space", message, (start, following.span[0]), f"{lexeme.text}:")
            return True
        message = say(
            "%(field)s: was ignored: nothing follows it. Write %(field)s:word, without a space.", field=lexeme.text
        )
        self._notes.add("field_without_value", message, lexeme.span, "")
        return False

    def _group(self, field: str) -> Part | None:
        start = self._take().span[0]
        part = self.sequence(field)
        end = self._take().span[1]
        if part is None and self._lexemes[self._at - 2].kind is Kind.OPEN:
            message = say("The parentheses hold nothing and were ignored.")
            self._notes.add("empty_parentheses", message, (start, end), "")
        return part and Part(part.node, (start, end), required=part.required)

    def _term(self, field: str) -> Part | None:
        """Read one word, quoted text, or value of a field."""
        lexeme = self._take()
        node: Node | None
        if field in NAMES:
            node = read_name(field, lexeme.text, lexeme.span, self._notes)
        elif field in DATES:
            node = read_dates(field, lexeme.text, lexeme.span, self._notes)
        elif lexeme.kind is Kind.QUOTED:
            node = read_quoted(lexeme.text, lexeme.span, lexeme.number, self._notes)
        else:
            node = read_word(lexeme.text, lexeme.span[0], self._notes)
        if node is None:
            return None
        self._clauses += combine.leaves(node)
        if self._clauses > MAX_CLAUSES:
            message = say(
                "The query has more than %(most)s words, phrases and filters, which is the limit. Leave some out.",
                most=MAX_CLAUSES,
            )
            raise QueryLimitError(message, "clauses", lexeme.span[0])
        return Part(node, lexeme.span)

    def _dangling(self, lexeme: Lexeme) -> None:
        message = say("An operator was ignored: there is nothing beside it to work on.")
        self._notes.add("dangling_operator", message, lexeme.span, "")

    def _hint_or(self) -> None:
        """Note a lower-case `or` between two terms: it is a word, but the operator may be meant."""
        if not 0 < self._at < len(self._lexemes) - 1:
            return
        before, here, behind = self._lexemes[self._at - 1 : self._at + 2]
        around = before.kind in (Kind.WORD, Kind.QUOTED, Kind.CLOSE) and behind.kind in OPERANDS
        if around and here.kind is Kind.WORD and here.text == "or":
            message = say("“or” was read as a word; write OR in capitals for either of two.")
            self._notes.add("lowercase_or", message, here.span, "OR")
