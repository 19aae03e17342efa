//! Edges of weights and of the audit's statistics.

use bluebook_index::agreement::{Distance, Level, kappa, krippendorff};
use bluebook_index::correlation::{collinear, kendall, p_value, pearson};
use bluebook_index::describe::{Flag, Limits, describe};
use bluebook_index::weights::{
    AhpError, PcaError, RandomIndex, Weighting, ahp, equal, pca, principal_components,
};

use crate::made::close;
use crate::rules::some;

#[test]
fn weights_and_judgements() {
    assert_eq!(equal(4), [0.25; 4]);
    let consistent = ahp(&[2.0, 4.0, 2.0], RandomIndex::default()).unwrap();
    assert!(close(consistent.weights[0], 4.0 / 7.0), "{consistent:?}");
    assert!(close(consistent.consistency_ratio.unwrap(), 0.0), "{consistent:?}");
    let wild = ahp(&[9.0, 1.0 / 9.0, 9.0], RandomIndex::default()).unwrap();
    assert!(wild.consistency_ratio.unwrap() > 1.0, "{wild:?}");
    assert_eq!(ahp(&[1.0; 2], RandomIndex::Saaty), Err(AhpError::Count { found: 2 }));
    assert_eq!(ahp(&[0.0], RandomIndex::Saaty), Err(AhpError::Judgement { at: 0 }));
    assert_eq!(ahp(&[], RandomIndex::Saaty).unwrap().weights, [1.0]);
    let constant = [vec![1.0; 3], vec![2.0; 3]];
    assert_eq!(Weighting::Deviation.of(&constant), None, "nothing differs");
}

#[test]
fn principal_components_are_weights_or_say_why_not() {
    let (up, near) = (vec![1.0, 2.0, 3.0, 4.0], vec![1.0, 3.0, 2.0, 4.0]);
    let down: Vec<f64> = up.iter().map(|x| -x).collect();
    let apart = vec![1.0, -1.0, -1.0, 1.0];
    let pair = pca(&[up.clone(), near.clone()]).unwrap();
    assert!(close(pair[0], 0.5) && close(pair[1], 0.5), "{pair:?}");
    let columns = [up.clone(), near, vec![1.0, 1.5, 5.0, 2.0]];
    let weights = pca(&columns).unwrap();
    let known: Vec<_> = columns.iter().map(|column| some(column)).collect();
    let (loadings, _) = principal_components(&known).unwrap();
    let all: f64 = loadings.iter().sum();
    assert!(weights.iter().zip(&loadings).all(|(w, l)| close(*w, l / all)), "{weights:?}");
    assert!(weights[1] > weights[2], "{weights:?}: what goes with the rest weighs more");
    assert_eq!(Weighting::Pca.of(&columns), Some(weights));
    assert_eq!(pca(std::slice::from_ref(&up)).unwrap(), [1.0]);
    for (columns, why) in [
        (vec![up.clone(), vec![0.1; 4]], PcaError::Constant { column: 1 }),
        (vec![up.clone(), up.clone(), down], PcaError::Opposed { column: 2 }),
        (vec![up.clone(), apart], PcaError::Tie),
        (vec![up[..2].to_vec(), up[..2].to_vec()], PcaError::Few { found: 2 }),
    ] {
        assert_eq!(pca(&columns), Err(why), "{columns:?}");
    }
}

#[test]
fn flags_of_a_column() {
    let flags = |column: &[Option<f64>]| describe(column, &Limits::default()).flags;
    assert_eq!(flags(&some(&[5.0; 10])), [Flag::Coarse, Flag::Constant]);
    let nothing = [Flag::Scarce, Flag::MostlyZero, Flag::Coarse, Flag::Constant];
    assert_eq!(flags(&[None, None]), nothing);
}

#[test]
fn correlations_at_their_ends() {
    let (up, near) = (some(&[1.0, 2.0, 3.0]), some(&[2.0, 4.0, 6.1]));
    let constant = some(&[1.0; 3]);
    assert_eq!(pearson(&up, &constant), None);
    assert_eq!(kendall(&up, &some(&[3.0, 2.0, 1.0])), Some(-1.0));
    let pairs = collinear(&[up, near, constant], 0.99);
    assert_eq!(pairs.iter().map(|(a, b, _)| (*a, *b)).collect::<Vec<_>>(), [(0, 1)]);
    // From tables of Student's t: the 97.5 % point with 49 degrees of freedom.
    let critical = 2.009_575_237_129_24_f64;
    let r = critical / (critical * critical + 49.0).sqrt();
    assert!((p_value(r, 51).unwrap() - 0.05).abs() < 1e-12);
}

#[test]
fn agreement_at_its_ends() {
    let yes = [Some(1), Some(0), Some(1), None];
    assert_eq!(kappa(&yes, &yes, Distance::Nominal), Some(1.0));
    let same = [Some(1); 3];
    assert_eq!(kappa(&same, &same, Distance::Nominal), None, "no chance to differ");
    assert_eq!(kappa(&yes, &[None; 4], Distance::Linear), None);
    let judges = [yes.to_vec(), yes.to_vec()];
    assert_eq!(krippendorff(&judges, Level::Nominal), Some(1.0));
    assert_eq!(krippendorff(&judges[..1], Level::Ordinal), None);
}
