//! The server: who may do what, what is refused, what the desk does, what is followed and kept.

mod blind;
mod contract;
mod desk;
mod evidence;
mod follow;
mod hostile;
mod kills;
mod matrix;
mod origin;
mod session;
mod slow;
mod views;
mod web;
