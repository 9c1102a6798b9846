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

    /// Becomes empty with room for exactly `count` elements.
    fn start(&mut self, count: usize);

    /// Becomes null; `false` if the type has no null.
    fn set_null(&mut self) -> bool;

    /// Appends a default element and gives it.
    fn push_default(&mut self) -> Value<'_>;

    /// The element at `index`, which is less than the count.
    fn element(&mut self, index: usize) -> Value<'_>;
}

impl<T: Element> Array for Vec<T> {
    fn count(&self) -> Option<usize> {
        Some(self.len())
    }

    fn element_size_min(&self) -> usize {
        T::SIZE_MIN
    }

    fn start(&mut self, count: usize) {
        *self = Vec::with_capacity(count);
    }

    fn set_null(&mut self) -> bool {
        false
    }

    fn push_default(&mut self) -> Value<'_> {
        self.push(T::default());
        let last = self.len() - 1;
        self[last].as_value()
    }

    fn element(&mut self, index: usize) -> Value<'_> {
        self[index].as_value()
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
        *self = Some(Vec::with_capacity(count));
    }

    fn set_null(&mut self) -> bool {
        *self = None;
        true
    }

    fn push_default(&mut self) -> Value<'_> {
        self.get_or_insert_default().push_default()
    }

    fn element(&mut self, index: usize) -> Value<'_> {
        self.get_or_insert_default().element(index)
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
