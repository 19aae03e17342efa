//! A probe as a value, and the macro that makes it a component.

use crate::bindings::bluebook::probe::types;
use crate::criteria::memory;
use crate::host::params;
use crate::judge::{Judged, Step, Stop};
use crate::task::Task;

/// One way to judge: what it asks and the function that answers.
#[derive(Debug, Clone, Copy)]
pub struct Criterion {
    /// Short name used by manifests, for example `guide-elements`.
    pub id: &'static str,
    /// What it asks, in Chinese.
    pub title: &'static str,
    /// Page roles it starts from.
    pub roles: &'static [&'static str],
    /// Catalogue points it was written for.
    pub points: &'static [&'static str],
    /// Judges one task.
    pub judge: fn(&Task) -> Step<Judged>,
}

/// A family of criteria.
#[derive(Debug, Clone, Copy)]
pub struct Probe {
    /// The point family, for example `social-security`.
    pub family: &'static str,
    /// Semantic version.
    pub version: &'static str,
    /// For people, in Chinese.
    pub title: &'static str,
    /// What it can judge.
    pub criteria: &'static [Criterion],
}

impl Probe {
    /// What the contract's `describe` answers.
    pub fn describe(&self) -> types::Info {
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        types::Info {
            family: self.family.to_owned(),
            version: self.version.to_owned(),
            title: self.title.to_owned(),
            criteria: self
                .criteria
                .iter()
                .map(|criterion| types::Criterion {
                    id: criterion.id.to_owned(),
                    title: criterion.title.to_owned(),
                    roles: texts(criterion.roles),
                    points: texts(criterion.points),
                })
                .collect(),
        }
    }

    /// What the contract's `evaluate` answers: every task is judged, or leaves requests.
    ///
    /// # Errors
    ///
    /// If a task names a criterion this probe does not have, or its parameters do not fit; the
    /// text names the point.
    pub fn evaluate(&self) -> Result<types::Answer, String> {
        #[cfg(target_arch = "wasm32")]
        log_panics();
        memory::forget();
        let mut answer = types::Answer { verdicts: Vec::new(), requests: Vec::new() };
        for (index, given) in (0..).zip(params::tasks()) {
            let criterion =
                self.criteria.iter().find(|criterion| criterion.id == given.criterion).ok_or_else(
                    || format!("probe `{}` has no criterion `{}`", self.family, given.criterion),
                )?;
            let task = Task::new(index, given);
            match (criterion.judge)(&task) {
                Ok(judged) => answer.verdicts.push(judged.into_verdict(index)),
                Err(Stop::Ask(wanted)) => {
                    answer.requests.extend(wanted.into_iter().map(|w| w.into_request(index)));
                }
                Err(Stop::Fault(text)) => {
                    return Err(format!("point `{}`: {text}", task.point()));
                }
                Err(stop) => answer.verdicts.push(Judged::from(stop).into_verdict(index)),
            }
        }
        Ok(answer)
    }
}

/// Makes a panic log its words and its place before it traps: a trap has neither.
#[cfg(target_arch = "wasm32")]
fn log_panics() {
    use crate::host::log;
    std::panic::set_hook(Box::new(|panic| log::write(log::Level::Warn, &panic.to_string())));
}

/// Declares `fn probe() -> Probe` and, on WebAssembly, exports it as a component.
///
/// The version is the crate's own.
#[macro_export]
macro_rules! export_probe {
    (family: $family:expr, title: $title:expr, criteria: [$($criterion:expr),+ $(,)?] $(,)?) => {
        /// The probe this crate exports.
        pub const fn probe() -> $crate::Probe {
            const CRITERIA: &[$crate::Criterion] = &[$($criterion),+];
            $crate::Probe {
                family: $family,
                version: ::core::env!("CARGO_PKG_VERSION"),
                title: $title,
                criteria: CRITERIA,
            }
        }

        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Component;

            impl $crate::bindings::Guest for Component {
                fn describe() -> $crate::Info {
                    probe().describe()
                }

                fn evaluate() -> ::core::result::Result<$crate::Answer, ::std::string::String> {
                    probe().evaluate()
                }
            }

            $crate::bindings::export_component!(Component with_types_in $crate::bindings);
        };
    };
}
