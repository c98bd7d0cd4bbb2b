"""The formats of a plan, by name and by media type."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.plan.completed import CompletedPlan
from app.exports import csv, docx, markdown, pdf, xlsx
from app.exports.names import file_name
from app.exports.plan_document import plan_document
from app.exports.plan_table import activities_table


@dataclass(frozen=True)
class PlanFormat:
    """A way to write a plan; `write` takes the plan and the fund's Word template, if there is one."""

    extension: str
    media_type: str
    write: Callable[[CompletedPlan, Path | None], bytes]

    def name(self, completed: CompletedPlan) -> str:
        """The name of the file."""
        dated = completed.plan.drawn_up_on or completed.facts.build.built_on
        return file_name(completed.plan.title, dated, self.extension)


PLAN_FORMATS = {
    item.extension: item
    for item in (
        PlanFormat("docx", docx.MEDIA_TYPE, lambda plan, template: docx.write(plan_document(plan), template)),
        PlanFormat("xlsx", xlsx.MEDIA_TYPE, lambda plan, _: xlsx.write(plan)),
        PlanFormat("pdf", pdf.MEDIA_TYPE, lambda plan, _: pdf.write(plan_document(plan))),
        PlanFormat("md", markdown.MEDIA_TYPE, lambda plan, _: markdown.write(plan_document(plan))),
        PlanFormat("csv", csv.MEDIA_TYPE, lambda plan, _: csv.write(activities_table(plan), excel=True)),
    )
}
