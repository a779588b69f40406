// SPDX-License-Identifier: GPL-3.0-or-later
// Values of a Jinja template, with Python's rules for truth, equality, order and text.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace m3po::jinja {

class Value;
using List = std::vector<Value>;

// Keeps the order in which keys came in, as Python's dict. Keys are strings: chat templates need no others.
class Dict {
public:
    const Value *find(std::string_view key) const;
    void set(std::string key, Value value);
    const std::vector<std::pair<std::string, Value>> &entries() const { return entries_; }

private:
    std::vector<std::pair<std::string, Value>> entries_;
};

struct Arguments {
    List positional;
    std::vector<std::pair<std::string, Value>> named;
};
using Function = std::function<Value(const Arguments &)>;

struct Undefined {
    std::string name; // for the sentence when somebody needs it after all
};
struct None {};
// namespace(): the one value that a template may change in place.
struct Namespace {
    Dict attributes;
};

class Value {
public:
    Value() : data_(Undefined{}) {}
    Value(Undefined u) : data_(std::move(u)) {}
    Value(None n) : data_(n) {}
    Value(bool b) : data_(b) {}
    Value(std::int64_t i) : data_(i) {}
    Value(double d) : data_(d) {}
    Value(std::string s) : data_(std::move(s)) {}
    Value(std::string_view s) : data_(std::string(s)) {}
    Value(const char *s) : data_(std::string(s)) {}
    // Values nest at most max_depth deep, and a namespace stands in no other value: so whatever a template does,
    // nothing is cyclic and nothing is too deep to be freed. Both throw std::invalid_argument.
    Value(List l);
    Value(Dict d);
    Value(std::shared_ptr<Namespace> n) : data_(std::move(n)) {}
    // `depth`: of the values that the function holds.
    Value(Function f, int depth = 0)
        : data_(std::make_shared<const Deep<Function>>(Deep<Function>{std::move(f), depth, false}))
    {}
    static constexpr int max_depth = 100;
    static Value tuple(List l); // a list that is written with round brackets and equals no other list
    static Value count(std::size_t n) { return Value(static_cast<std::int64_t>(n)); }

    bool is_undefined() const { return std::holds_alternative<Undefined>(data_); }
    bool is_none() const { return std::holds_alternative<None>(data_); }
    bool is_bool() const { return std::holds_alternative<bool>(data_); }
    bool is_integer() const
    {
        return std::holds_alternative<std::int64_t>(data_) || is_bool();
    } // a bool is one in Python
    bool is_float() const { return std::holds_alternative<double>(data_); }
    bool is_number() const { return is_integer() || is_float(); }
    bool is_string() const { return std::holds_alternative<std::string>(data_); }
    bool is_list() const { return std::holds_alternative<std::shared_ptr<const Deep<List>>>(data_); }
    bool is_tuple() const { return is_list() && std::get<std::shared_ptr<const Deep<List>>>(data_)->tuple; }
    bool is_dict() const { return std::holds_alternative<std::shared_ptr<const Deep<Dict>>>(data_); }
    bool is_namespace() const { return std::holds_alternative<std::shared_ptr<Namespace>>(data_); }
    bool is_function() const { return std::holds_alternative<std::shared_ptr<const Deep<Function>>>(data_); }

    // REQUIRES: the matching is_...()
    const std::string &string() const { return std::get<std::string>(data_); }
    const List &list() const { return std::get<std::shared_ptr<const Deep<List>>>(data_)->value; }
    const Dict &dict() const { return std::get<std::shared_ptr<const Deep<Dict>>>(data_)->value; }
    Namespace &space() const { return *std::get<std::shared_ptr<Namespace>>(data_); }
    const Function &function() const { return std::get<std::shared_ptr<const Deep<Function>>>(data_)->value; }
    const std::string &undefined_name() const { return std::get<Undefined>(data_).name; }
    std::int64_t integer() const;
    double number() const;

    bool truthy() const;
    std::string text() const; // str(value); an undefined one is empty
    std::string repr() const;
    std::string_view type_name() const;

    int depth() const; // 0 for what holds no other values

private:
    template <typename T>
    struct Deep {
        T value;
        int depth = 0;
        bool tuple = false;
    };
    static int depth_above(int deepest, const Value &child);
    void set_list(List l, bool tuple);

    std::variant<Undefined, None, bool, std::int64_t, double, std::string, std::shared_ptr<const Deep<List>>,
                 std::shared_ptr<const Deep<Dict>>, std::shared_ptr<Namespace>, std::shared_ptr<const Deep<Function>>>
        data_;
};

bool equal(const Value &a, const Value &b);
// Negative, zero or positive; throws std::invalid_argument where Python would not compare them.
int compare(const Value &a, const Value &b);

// Objects keep the document's order of keys. Throws std::invalid_argument where it is nested too deep.
template <typename Json>
Value from_json(const Json &document, int depth = 0);

struct JsonStyle {
    int indent = -1;
    bool ascii = false;
    bool sort_keys = false;
};
// As Python's json.dumps with its default separators.
std::string to_json(const Value &value, const JsonStyle &style, int depth = 0);

} // namespace m3po::jinja
