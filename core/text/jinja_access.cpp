// SPDX-License-Identifier: GPL-3.0-or-later
// Attributes, items, slices and elements of values; the methods of lists and dictionaries.
#include "core/text/jinja.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace m3po::jinja {

namespace {

// A method of `self` as a value that can be called.
template <typename F>
Value bound(const Value &self, F method)
{
    if (self.depth() >= Value::max_depth)
        fail("values are nested too deep");
    return Value(Function([self, method](const Arguments &arguments) -> Value { return method(self, arguments); }),
                 self.depth() + 1);
}

Value pair_of(const std::string &key, const Value &value) { return Value::tuple({key, value}); }

Value dict_method(const Value &self, const std::string &name)
{
    if (name == "get")
        return bound(self, [](const Value &dict, const Arguments &arguments) -> Value {
            const auto *key = argument(arguments, 0, "key");
            const auto *otherwise = argument(arguments, 1, "default");
            const auto *found = key && key->is_string() ? dict.dict().find(key->string()) : nullptr;
            return found ? *found : otherwise ? *otherwise : Value(None{});
        });
    if (name == "items" || name == "keys" || name == "values")
        return bound(self, [name](const Value &dict, const Arguments &) -> Value {
            List list;
            for (const auto &[key, value] : dict.dict().entries())
                list.push_back(name == "items" ? pair_of(key, value) : name == "keys" ? Value(key) : value);
            return list;
        });
    return {};
}

} // namespace

Value attribute_of(const Value &value, const std::string &name)
{
    if (value.is_undefined())
        fail(fmt::format("'{}' is undefined, so it has no '{}'", value.undefined_name(), name));
    if (value.is_dict()) {
        if (name == "get" || name == "items" || name == "keys" || name == "values")
            return dict_method(value, name);
        for (const auto *method : {"update", "pop", "popitem", "setdefault", "clear", "copy", "fromkeys"})
            if (name == method)
                refuse(fmt::format("the dictionary method {}", name));
        const auto *found = value.dict().find(name);
        return found ? *found : Value(Undefined{name});
    }
    if (value.is_namespace()) {
        const auto *found = value.space().attributes.find(name);
        return found ? *found : Value(Undefined{name});
    }
    if (value.is_string()) {
        if (const auto method = text_method(name))
            return bound(value, [method](const Value &self, const Arguments &arguments) {
                return method(self.string(), arguments);
            });
        for (const auto *method : {"format", "format_map", "encode", "partition", "rpartition", "zfill", "center",
                                   "ljust", "rjust", "swapcase", "casefold", "expandtabs", "translate", "index",
                                   "rindex", "isalnum", "isupper", "islower", "isnumeric"})
            if (name == method)
                refuse(fmt::format("the text method {}", name));
    }
    if (value.is_list()) {
        if (name == "count" || name == "index")
            return bound(value, [name](const Value &self, const Arguments &arguments) -> Value {
                const auto *wanted = argument(arguments, 0, "value");
                std::int64_t count = 0;
                for (std::size_t i = 0; wanted && i < self.list().size(); ++i) {
                    if (!equal(self.list()[i], *wanted))
                        continue;
                    if (name == "index")
                        return Value::count(i);
                    ++count;
                }
                if (name == "index")
                    fail("index: the value is not in the list");
                return count;
            });
        for (const auto *method : {"append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "copy"})
            if (name == method)
                refuse(fmt::format("the list method {}", name));
    }
    return Undefined{name};
}

Value item_of(const Value &value, const Value &key)
{
    if (value.is_undefined())
        fail(fmt::format("'{}' is undefined, so it has no items", value.undefined_name()));
    if (value.is_dict() || value.is_namespace()) {
        const auto &dict = value.is_dict() ? value.dict() : value.space().attributes;
        const auto *found = key.is_string() ? dict.find(key.string()) : nullptr;
        if (found)
            return *found;
        return value.is_dict() && key.is_string() ? dict_method(value, key.string()).is_undefined()
                                                        ? Value(Undefined{key.string()})
                                                        : dict_method(value, key.string())
                                                  : Value(Undefined{key.text()});
    }
    if ((value.is_list() || value.is_string()) && key.is_integer()) {
        const auto characters = value.is_string() ? characters_of(value.string()) : std::vector<std::string>();
        const auto size = static_cast<std::int64_t>(value.is_string() ? characters.size() : value.list().size());
        const auto index = key.integer() < 0 ? key.integer() + size : key.integer();
        if (index < 0 || index >= size)
            return Undefined{fmt::format("element {}", key.integer())};
        const auto at = static_cast<std::size_t>(index);
        return value.is_string() ? Value(characters[at]) : value.list()[at];
    }
    if (key.is_string())
        return attribute_of(value, key.string());
    return Undefined{key.text()};
}

Value slice_of(const Value &value, const Value *from, const Value *to, const Value *step)
{
    const auto given = [](const Value *bound) { return bound && !bound->is_none(); };
    if (!value.is_list() && !value.is_string())
        fail(fmt::format("a {} has no slices", value.type_name()));
    const auto characters = value.is_string() ? characters_of(value.string()) : std::vector<std::string>();
    const auto size = static_cast<std::int64_t>(value.is_string() ? characters.size() : value.list().size());
    const auto stride = given(step) ? integer_argument(*step, "slice") : 1;
    if (stride == 0)
        fail("a slice needs a step other than 0");
    const auto clamped = [&](const Value *bound, std::int64_t otherwise) {
        if (!given(bound))
            return otherwise;
        auto index = integer_argument(*bound, "slice");
        index = index < 0 ? std::max(index, -size - 1) + size : index;
        return std::clamp(index, stride < 0 ? std::int64_t{-1} : std::int64_t{0}, stride < 0 ? size - 1 : size);
    };
    const auto begin = clamped(from, stride < 0 ? size - 1 : 0);
    const auto end = clamped(to, stride < 0 ? -1 : size);
    List list;
    std::string text;
    bool over = false;
    for (auto i = begin; !over && (stride < 0 ? i > end : i < end); over = __builtin_add_overflow(i, stride, &i)) {
        const auto at = static_cast<std::size_t>(i);
        if (value.is_string())
            text += characters[at];
        else
            list.push_back(value.list()[at]);
    }
    return value.is_string() ? Value(text) : value.is_tuple() ? Value::tuple(std::move(list)) : Value(std::move(list));
}

List elements_of(const Value &value)
{
    if (value.is_undefined())
        return {};
    if (value.is_list())
        return value.list();
    List list;
    if (value.is_string()) {
        for (auto &character : characters_of(value.string()))
            list.emplace_back(std::move(character));
        return list;
    }
    if (value.is_dict()) {
        for (const auto &entry : value.dict().entries())
            list.emplace_back(entry.first);
        return list;
    }
    fail(fmt::format("a {} cannot be gone through", value.type_name()));
}

bool contains(const Value &container, const Value &element)
{
    if (container.is_string()) {
        if (!element.is_string())
            fail(fmt::format("'in' a text needs a text, not a {}", element.type_name()));
        return container.string().find(element.string()) != std::string::npos;
    }
    if (container.is_dict())
        return element.is_string() && container.dict().find(element.string());
    if (container.is_list())
        return std::any_of(container.list().begin(), container.list().end(),
                           [&](const Value &entry) { return equal(entry, element); });
    if (container.is_undefined())
        return false;
    fail(fmt::format("'in' needs a text, a list or a dictionary, not a {}", container.type_name()));
}

} // namespace m3po::jinja
