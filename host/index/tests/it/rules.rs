//! Small rules with their edges: ranks, classes, scales, means, shapes.

use bluebook_index::classes::{SubGrade, class_of, deviation_cuts, quantile_cuts, sub_grade};
use bluebook_index::impute::{Fill, denominate};
use bluebook_index::jenks::breaks;
use bluebook_index::normalise::{Direction, Normalisation};
use bluebook_index::number::count;
use bluebook_index::random::Random;
use bluebook_index::rank::{grid, rank, shifts};
use bluebook_index::treat::{Treated, Treatment};
use bluebook_index::{Element, Mean, Table, TableError, Tree, TreeError};

use crate::made::close;

pub(crate) fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

#[test]
fn ranks_share_what_is_equal() {
    #[track_caller]
    fn check(scores: &[Option<f64>], expected: &[Option<u32>]) {
        assert_eq!(rank(scores), expected);
    }
    check(&[], &[]);
    check(&some(&[0.5, 0.7, 0.5, 0.1]), &[Some(2), Some(1), Some(2), Some(4)]);
    check(&[None, Some(0.0), Some(-0.0)], &[None, Some(1), Some(1)]);
    // The same merit, summed in another order.
    check(&some(&[0.1 + 0.2, 0.3]), &[Some(1), Some(1)]);
    check(&some(&[0.3 + 2e-12, 0.3]), &[Some(1), Some(2)]);
    assert_eq!(shifts(&[Some(3), None], &[Some(1), Some(1)]), [Some(2), None]);
}

#[test]
fn the_grid_rounds_as_round_does() {
    #[expect(clippy::cast_possible_truncation, reason = "the reference")]
    let round = |score: f64| (score * 1e12).round() as i64;
    let half = 0.5e-12_f64;
    let near_half = half.next_down();
    for score in [0.0, -0.0, half, -half, near_half, -3.0 * half, 0.7991, 1.0, 12.5, 1e9, -1e9] {
        assert_eq!(grid(score), round(score), "{score}");
    }
    assert_eq!(grid(f64::NAN), 0);
}

#[test]
fn classes_by_cuts_and_their_thirds() {
    let cuts = [0.7991, 0.6010, 0.4609, 0.0];
    assert_eq!(class_of(&cuts, 0.7991), Some(0));
    assert_eq!(class_of(&cuts, 0.79905), Some(1), "compared before it is rounded");
    assert_eq!(class_of(&cuts, -0.1), None);
    let scores = some(&[0.1, 0.2, 0.3, 0.4, 0.5]);
    let quartile = quantile_cuts(&scores, &[0.25, 0.5]);
    assert!(close(quartile[0], 0.4) && close(quartile[1], 0.3), "{quartile:?}");
    assert!(close(deviation_cuts(&scores, &[1.0])[0], 0.3 + 0.025_f64.sqrt()));
    assert!(deviation_cuts(&scores[..1], &[1.0]).is_empty());
    let grade = |score| sub_grade(score, 0.6, 0.9);
    assert_eq!(grade(0.8), SubGrade::Plus, "a border belongs to the better third");
    assert_eq!((grade(0.79), grade(0.7), grade(0.65)), {
        (SubGrade::Plain, SubGrade::Plain, SubGrade::Minus)
    });
}

/// Σ of squared deviations from the mean.
fn squares(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / count(values.len());
    values.iter().map(|x| (x - mean) * (x - mean)).sum()
}

/// Every way to cut, tried.
fn least_squares(values: &[f64], n_classes: usize) -> f64 {
    if n_classes == 1 {
        return squares(values);
    }
    let ends = n_classes - 1..values.len();
    ends.map(|at| least_squares(&values[..at], n_classes - 1) + squares(&values[at..]))
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn jenks_is_the_best_there_is() {
    let mut random = Random::new(5, 5);
    for n_classes in 1..=4 {
        for _ in 0..20 {
            let mut values: Vec<f64> = (0..11).map(|_| random.uniform()).collect();
            values.sort_by(f64::total_cmp);
            let cuts = breaks(&values, n_classes).unwrap();
            let class = |x: f64| cuts[1..].iter().position(|cut| x <= *cut);
            let ours: f64 = values.chunk_by(|a, b| class(*a) == class(*b)).map(squares).sum();
            assert!(close(ours, least_squares(&values, n_classes)), "{values:?} {cuts:?}");
        }
    }
    assert_eq!(breaks(&[1.0, 1.0], 2), None);
    assert_eq!(breaks(&[], 1), None);
    assert_eq!(breaks(&[1.0, 2.0], 2), Some(vec![1.0, 1.0, 2.0]));
}

#[test]
fn scales_at_their_ends() {
    #[track_caller]
    fn check(method: Normalisation, direction: Direction, column: &[f64], expected: &[f64]) {
        let ours = method.of(&some(column), direction);
        let near = ours.iter().zip(expected).all(|(a, b)| close(a.unwrap(), *b));
        assert!(near, "{method:?} {ours:?}");
    }
    let posts = Normalisation::Goalposts { low: 2.0, high: 4.0, scale: 100.0 };
    check(posts, Direction::More, &[1.0, 2.0, 3.0, 9.0], &[0.0, 0.0, 50.0, 100.0]);
    check(posts, Direction::Less, &[1.0, 2.5, 4.0, 9.0], &[100.0, 75.0, 0.0, 0.0]);
    let target = |capped| Normalisation::DistanceToTarget { target: 3.0, capped };
    check(target(false), Direction::More, &[1.0, 3.0, 5.0], &[0.0, 1.0, 2.0]);
    check(target(true), Direction::More, &[1.0, 2.0, 5.0], &[0.0, 0.5, 1.0]);
    check(Normalisation::Rank, Direction::Less, &[1.0, 5.0, 5.0], &[3.0, 1.0, 1.0]);
    let min_max = Normalisation::MinMax { low: 0.0, high: 1.0 };
    let constant = min_max.of(&some(&[4.0, 4.0]), Direction::More);
    assert_eq!(constant, [None, None], "tells nobody apart");
    assert_eq!(Normalisation::Rank.of(&[None], Direction::More), [None]);
}

#[test]
fn means_at_zero_and_below() {
    let of = |mean: Mean, scores: &[f64]| mean.of(scores.iter().map(|score| (1.0, Some(*score))));
    assert_eq!(of(Mean::Geometric, &[0.0, 1.0]), Some(0.0));
    assert_eq!(of(Mean::Harmonic, &[0.0, 1.0]), Some(0.0));
    assert_eq!(of(Mean::Harmonic, &[-0.0, 1.0]), Some(0.0));
    assert_eq!(of(Mean::Geometric, &[-1.0, 1.0]), None);
    assert_eq!(of(Mean::Harmonic, &[-1.0, 1.0]), None);
    assert_eq!(of(Mean::Arithmetic, &[-1.0, 1.0]), Some(0.0));
    assert_eq!(of(Mean::Arithmetic, &[]), None);
    assert_eq!(Mean::Geometric.of([(0.0, Some(0.0)), (1.0, Some(0.5))]), Some(0.5));
    assert_eq!(Mean::Arithmetic.of([(0.0, Some(0.5))]), None, "nothing weighs");
}

#[test]
fn trees_and_tables_that_cannot_be() {
    let element = |parent, weight| Element { parent, weight };
    let tree = |parent, weight| Tree::new(&[element(parent, weight)], &[]);
    assert_eq!(tree(Some(0), 1.0), Err(TreeError::Parent { node: 0 }));
    assert_eq!(tree(None, -1.0), Err(TreeError::Weight { node: 0 }));
    assert_eq!(tree(None, f64::NAN), Err(TreeError::Weight { node: 0 }));
    let point = Tree::new(&[], &[element(Some(0), 1.0)]);
    assert_eq!(point, Err(TreeError::Parent { node: 0 }), "a point is no indicator");
    let one = tree(None, 1.0).unwrap();
    assert_eq!(one.with_weights(&[1.0]), Err(TreeError::Count { found: 1, expected: 2 }));
    let ragged = Table::from_columns(&[vec![Some(1.0)], vec![]]);
    assert_eq!(ragged, Err(TableError::Ragged { column: 1, found: 0, expected: 1 }));
    let infinite = Table::from_fn(1, 1, |_, _| Some(f64::INFINITY));
    assert_eq!(infinite, Err(TableError::NotFinite { row: 0, column: 0 }));
    assert_eq!(Table::from_fn(1, 1, |_, _| Some(1.0)).unwrap().get(1, 0), None);
}

#[test]
fn outliers_are_set_to_the_next_or_put_in_logarithms() {
    let mut column: Vec<f64> = (1..=20).map(f64::from).collect();
    column.push(1000.0);
    let (treated, how) = Treatment::default().of(&some(&column));
    assert_eq!((treated[20], how), (Some(20.0), Treated::Winsorised(1)));
    let none = Treatment { winsorised_max: 0, ..Treatment::default() };
    assert_eq!(none.of(&some(&column)).1, Treated::Logarithm);
    assert_eq!(Treatment::default().of(&some(&column[..20])).1, Treated::No);
    let constant = Treatment::default().of(&some(&[1.0; 9]));
    assert_eq!(constant, (some(&[1.0; 9]), Treated::No));
}

#[test]
fn filling_and_denominators() {
    let column = [Some(1.0), None, Some(3.0), None, None];
    let filled = Fill::GroupMean.of(&column, &[0, 0, 1, 1, 2]);
    assert_eq!(filled, [Some(1.0), Some(1.0), Some(3.0), Some(3.0), None]);
    let short = Fill::GroupMedian.of(&column, &[]);
    assert_eq!(short, some(&[1.0, 2.0, 3.0, 2.0, 2.0]), "without names all are one group");
    let by = [Some(2.0), Some(1.0), Some(0.0)];
    assert_eq!(denominate(&column[..3], &by), [Some(0.5), None, None]);
}
