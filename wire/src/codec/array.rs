//! Lists and nullable structs as codecs see them: without their element type.

use super::{Message, Value};
use crate::codec::F64Bits;
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// What can stand in a list.
pub trait Element: Default {
    /// The fewest bytes one takes in any live version; at least 1, so that a count is bounded by the bytes that remain.
    const SIZE_MIN: usize;

    /// The element as a codec visits it.
    fn as_value(&mut self) -> Value<'_>;
}

/// A list of any element type, null or not.
pub trait Array {
    /// The number of elements; `None` is null.
    fn count(&self) -> Option<usize>;

    /// The fewest bytes an element takes.
    fn element_size_min(&self) -> usize;

    /// Becomes `count` default elements.
    fn start(&mut self, count: usize);

    /// Becomes null; nothing happens if the type has no null.
    fn set_null(&mut self);

    /// The element at `index`, if there are that many.
    fn element(&mut self, index: usize) -> Option<Value<'_>>;
}

impl<T: Element> Array for Vec<T> {
    fn count(&self) -> Option<usize> {
        Some(self.len())
    }

    fn element_size_min(&self) -> usize {
        T::SIZE_MIN
    }

    fn start(&mut self, count: usize) {
        *self = (0..count).map(|_| T::default()).collect();
    }

    fn set_null(&mut self) {}

    fn element(&mut self, index: usize) -> Option<Value<'_>> {
        self.get_mut(index).map(T::as_value)
    }
}

impl<T: Element> Array for Option<Vec<T>> {
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn element_size_min(&self) -> usize {
        T::SIZE_MIN
    }

    fn start(&mut self, count: usize) {
        *self = Some((0..count).map(|_| T::default()).collect());
    }

    fn set_null(&mut self) {
        *self = None;
    }

    fn element(&mut self, index: usize) -> Option<Value<'_>> {
        self.as_mut()?.get_mut(index).map(T::as_value)
    }
}

/// A struct or null, of any type.
pub trait Optional {
    /// The struct, unless null.
    fn get(&mut self) -> Option<&mut dyn Message>;

    /// Becomes a struct of defaults and gives it.
    fn start(&mut self) -> &mut dyn Message;

    /// Becomes null.
    fn set_null(&mut self);
}

impl<T: Message + Default> Optional for Option<T> {
    fn get(&mut self) -> Option<&mut dyn Message> {
        match self {
            Some(value) => Some(value),
            None => None,
        }
    }

    fn start(&mut self) -> &mut dyn Message {
        self.insert(T::default())
    }

    fn set_null(&mut self) {
        *self = None;
    }
}

macro_rules! elements {
    ($($type:ty: $variant:ident, $size:literal;)*) => {
        $(
            impl Element for $type {
                const SIZE_MIN: usize = $size;

                fn as_value(&mut self) -> Value<'_> {
                    Value::$variant(self)
                }
            }
        )*
    };
}

elements! {
    bool: Bool, 1;
    i8: Int8, 1;
    i16: Int16, 2;
    u16: Uint16, 2;
    i32: Int32, 4;
    i64: Int64, 8;
    F64Bits: Float64, 8;
    Uuid: Uuid, 16;
    String: String, 1;
}
