//! Pixels become [`Line`](crate::model::document::Line)s and [`Mark`](crate::model::document::Mark)s.

pub mod models;
