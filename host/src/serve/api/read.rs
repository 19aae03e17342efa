//! What people send: questions, exhibits and values, checked as far as the record does not.

use serde::Deserialize;

use crate::model::{Exhibit, Finding, Point, PointId, RegionCode, Target};
use crate::panel::read_value;
use crate::review::{Board, Task};
use crate::serve::problem::{self, Problem};
use crate::serve::room::Room;
use crate::store::is_kept;

/// A question by its name.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    region: String,
    point: String,
    #[serde(default)]
    page: Option<String>,
}

impl Named {
    pub(super) fn target(self) -> Result<Target, Problem> {
        let code = self.region.parse().ok().and_then(RegionCode::new);
        let wrong = || Problem::bad(format!("`{}` is no code of six digits", self.region));
        let (region, page) = (code.ok_or_else(wrong)?, self.page.filter(|page| !page.is_empty()));
        Ok(Target { region, point: PointId(self.point), page })
    }
}

/// What is shown for an answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shown {
    #[serde(default)]
    url: String,
    #[serde(default)]
    quote: String,
    #[serde(default)]
    file: Option<String>,
}

/// The exhibits that show something. A file is kept before anything names it.
pub(super) fn exhibits(room: &Room, shown: Vec<Shown>) -> Result<Vec<Exhibit>, Problem> {
    let exhibit = |shown: Shown| {
        let Shown { url, quote, file } = shown;
        let file = file.filter(|file| !file.is_empty());
        let file = file.map(|file| kept(room, &file)).transpose()?;
        Ok(Exhibit { url: url.trim().to_owned(), quote: quote.trim().to_owned(), file })
    };
    let all = shown.into_iter().map(exhibit).collect::<Result<Vec<_>, Problem>>()?;
    Ok(all.into_iter().filter(|exhibit| !exhibit.is_empty()).collect())
}

/// The digest of a file that is kept.
pub(super) fn kept(room: &Room, text: &str) -> Result<crate::model::Digest, Problem> {
    let digest = text.parse().map_err(|_| Problem::bad(format!("`{text}` is no digest")))?;
    if is_kept(&room.dir, &digest)? {
        return Ok(digest);
    }
    let hint = "`POST …/files` keeps one";
    Err(Problem::new(problem::REFUSED).detail(format!("no file {digest} is kept")).hint(Some(hint)))
}

/// A value as a person typed it, for the point of a task.
pub(super) fn value(board: &Board, task: &Task, text: Option<&str>) -> Result<Finding, Problem> {
    let none = || Problem::new(problem::REFUSED).detail("改判须给出值 a correction has a value");
    let text = text.filter(|text| !text.trim().is_empty()).ok_or_else(none)?;
    let point: Option<&Point> = board.system().points.get(task.point);
    let point = point.ok_or_else(|| Problem::new(problem::NOT_FOUND))?;
    read_value(point, text, &task.machine)
        .map_err(|error| Problem::new(problem::REFUSED).detail(error.to_string()))
}
