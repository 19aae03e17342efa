//! A tile of equal size for every region, as near as can be to where the region is.
//!
//! No borders are drawn, so a draft shows nothing that a map would need an approval number for, and
//! a small region is seen as well as a large one.

use serde::Serialize;

use crate::model::Region;

/// Cells for each tile: a third stays free, so that the outline of the country can be seen.
const CELLS_PER_TILE: f64 = 1.7;

/// Width of the grid against its height. Degrees of longitude are shorter than those of latitude.
const ASPECT: f64 = 1.2;

/// Share of a region's place that is its rank among all, not its degrees: the east is as crowded as
/// the west is empty, and tiles are of equal size.
const EVENNESS: f64 = 0.55;

/// Passes over all tiles in which neighbours change places; no pass changed anything after 30.
const PASSES_MAX: usize = 60;

/// Cells to each side that a tile may change places with.
const REACH: i32 = 3;

/// Columns where no region says where it is.
const COLUMNS_WITHOUT_PLACES: usize = 6;

/// The grid and every region's cell, column before row, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Tiles {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) at: Vec<[usize; 2]>,
}

/// Tiles of `regions`, in their order. Those that do not say where they are stand in rows below.
pub(super) fn tiles(regions: &[Option<&Region>]) -> Tiles {
    let placed: Vec<(usize, (f64, f64))> = regions
        .iter()
        .enumerate()
        .filter_map(|(at, region)| Some((at, region.as_ref()?.lon_lat?)))
        .collect();
    let mut grid = Grid::of(placed.len());
    grid.place(&targets(&placed.iter().map(|(_, place)| *place).collect::<Vec<_>>(), &grid));
    let mut at = vec![None; regions.len()];
    for ((region, _), cell) in placed.iter().zip(grid.trimmed()) {
        if let Some(slot) = at.get_mut(*region) {
            *slot = Some(cell);
        }
    }
    let height = at.iter().flatten().map(|[_, row]| row + 1).max().unwrap_or(0);
    let columns = at.iter().flatten().map(|[column, _]| column + 1).max();
    let columns = columns.unwrap_or(COLUMNS_WITHOUT_PLACES).max(COLUMNS_WITHOUT_PLACES);
    // A free row between the two.
    let below = if height == 0 { 0 } else { height + 1 };
    let mut others = 0;
    let at: Vec<[usize; 2]> = at
        .into_iter()
        .map(|cell| {
            cell.unwrap_or_else(|| {
                others += 1;
                [(others - 1) % columns, below + (others - 1) / columns]
            })
        })
        .collect();
    let rows = at.iter().map(|[_, row]| row + 1).max().unwrap_or(0);
    Tiles { columns, rows, at }
}

/// Where each tile would like to be, in cells.
fn targets(places: &[(f64, f64)], grid: &Grid) -> Vec<[f64; 2]> {
    let x = even(&places.iter().map(|(lon, _)| *lon).collect::<Vec<_>>());
    // North is up.
    let y = even(&places.iter().map(|(_, lat)| -*lat).collect::<Vec<_>>());
    let [width, height] = [grid.columns, grid.rows].map(|n| f64::from(n - 1));
    x.into_iter().zip(y).map(|(x, y)| [x * width, y * height]).collect()
}

/// Numbers in `0..=1` by their size and by their rank.
fn even(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let (least, span) = (*least, (most - least).max(f64::MIN_POSITIVE));
    let n = count(sorted.len().saturating_sub(1)).max(1.0);
    let of = |value: &f64| {
        let rank = count(sorted.partition_point(|other| other < value)) / n;
        EVENNESS * rank + (1.0 - EVENNESS) * (value - least) / span
    };
    values.iter().map(of).collect()
}

fn count(n: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "there are a few thousand regions at most")]
    let n = n as f64;
    n
}

struct Grid {
    columns: i32,
    rows: i32,
    /// The tile in each cell, row by row.
    cells: Vec<Option<usize>>,
    /// The cell of each tile.
    tiles: Vec<[i32; 2]>,
}

impl Grid {
    fn of(n_tiles: usize) -> Self {
        let cells = count(n_tiles) * CELLS_PER_TILE;
        #[expect(clippy::cast_possible_truncation, reason = "the root of a few thousand")]
        let columns = ((cells * ASPECT).sqrt().ceil() as i32).max(1);
        #[expect(clippy::cast_possible_truncation, reason = "as above")]
        let rows = ((cells / f64::from(columns)).ceil() as i32).max(1);
        let n_cells = usize::try_from(columns * rows).unwrap_or(0);
        Self { columns, rows, cells: vec![None; n_cells], tiles: Vec::new() }
    }

    fn index(&self, [column, row]: [i32; 2]) -> Option<usize> {
        let inside = (0..self.columns).contains(&column) && (0..self.rows).contains(&row);
        inside.then(|| usize::try_from(row * self.columns + column).ok()).flatten()
    }

    /// Puts every tile into the nearest free cell, then lets neighbours change places while that
    /// brings them nearer.
    fn place(&mut self, targets: &[[f64; 2]]) {
        for (tile, target) in targets.iter().enumerate() {
            let cell = self.nearest_free(*target);
            self.tiles.push(cell);
            self.set(cell, Some(tile));
        }
        for _ in 0..PASSES_MAX {
            let mut is_better = false;
            for tile in 0..targets.len() {
                is_better |= self.improve(tile, targets);
            }
            if !is_better {
                return;
            }
        }
    }

    fn set(&mut self, cell: [i32; 2], tile: Option<usize>) {
        if let Some(slot) = self.index(cell).and_then(|index| self.cells.get_mut(index)) {
            *slot = tile;
        }
        if let Some(slot) = tile.and_then(|tile| self.tiles.get_mut(tile)) {
            *slot = cell;
        }
    }

    fn nearest_free(&self, target: [f64; 2]) -> [i32; 2] {
        let cells = (0..self.rows).flat_map(|row| (0..self.columns).map(move |x| [x, row]));
        let is_free = |cell: &[i32; 2]| {
            self.index(*cell).and_then(|index| self.cells.get(index)) == Some(&None)
        };
        let nearest = cells
            .filter(is_free)
            .min_by(|a, b| distance(*a, target).total_cmp(&distance(*b, target)));
        nearest.unwrap_or([0, 0])
    }

    /// Whether the tile changed places.
    fn improve(&mut self, tile: usize, targets: &[[f64; 2]]) -> bool {
        let (Some(here), Some(target)) = (self.tiles.get(tile).copied(), targets.get(tile)) else {
            return false;
        };
        let [column, row] = here;
        let mut best: Option<(f64, [i32; 2], Option<usize>)> = None;
        for there in (row - REACH..=row + REACH)
            .flat_map(|y| (column - REACH..=column + REACH).map(move |x| [x, y]))
        {
            let Some(other) = self.index(there).and_then(|index| self.cells.get(index)) else {
                continue;
            };
            let mut won = distance(here, *target) - distance(there, *target);
            if let Some(aim) = other.and_then(|other| targets.get(other)) {
                won += distance(there, *aim) - distance(here, *aim);
            }
            // More than rounding, so that it ends.
            if won > 1e-9 && best.is_none_or(|(most, ..)| won > most) {
                best = Some((won, there, *other));
            }
        }
        let Some((_, there, other)) = best else { return false };
        self.set(here, other);
        self.set(there, Some(tile));
        true
    }

    /// The tiles' cells without free columns and rows at the edges.
    fn trimmed(&self) -> Vec<[usize; 2]> {
        let least = |of: fn(&[i32; 2]) -> i32| self.tiles.iter().map(of).min().unwrap_or(0);
        let (left, top) = (least(|[x, _]| *x), least(|[_, y]| *y));
        let cell = |[x, y]: &[i32; 2]| [x - left, y - top].map(|n| usize::try_from(n).unwrap_or(0));
        self.tiles.iter().map(cell).collect()
    }
}

fn distance([column, row]: [i32; 2], [x, y]: [f64; 2]) -> f64 {
    let (dx, dy) = (f64::from(column) - x, f64::from(row) - y);
    dx * dx + dy * dy
}
