//! People in the loop: the record, what counts, the queue, figures, the commands, publication.

pub(crate) mod commands;
mod counting;
mod desk;
mod figures;
mod kills;
pub(crate) mod made;
mod order;
mod panel;
mod publication;
mod sheet;
mod stored;
