//! Model errors in words.

use super::ModelsError;
use crate::model::finding::{Explain, Message};

impl Explain for ModelsError {
    fn explain(&self) -> Message {
        let en = self.to_string();
        Message::new(format!("识别模型不可用：{en}"), en)
    }
}
