//! Pixels become [`Line`](crate::model::document::Line)s and [`Mark`](crate::model::document::Mark)s.

pub mod blob;
pub mod ink;
pub mod models;
pub mod plane;
pub mod seal;
