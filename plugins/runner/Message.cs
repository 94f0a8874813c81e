using System;
using System.Collections.Generic;

namespace Portico.Runner
{
    /// <summary>A JSON object of the protocol. A missing or wrong member is the caller's mistake and ends in a <see cref="FormatException"/>.</summary>
    public sealed class Message
    {
        private readonly Dictionary<string, object> members;

        public Message(object json)
        {
            members = json as Dictionary<string, object>;
            if (members == null) throw new FormatException("a message is a JSON object");
        }

        public bool Has(string name) { return Value(name) != null; }

        public object Value(string name)
        {
            object value;
            members.TryGetValue(name, out value);
            return value;
        }

        public string Text(string name) { return As<string>(name); }
        public bool Flag(string name) { return As<bool>(name); }
        public int Whole(string name) { return checked((int)As<double>(name)); }
        public Guid Id(string name) { return Guid.Parse(Text(name)); }
        public Message Object(string name) { return new Message(Value(name)); }
        public List<object> List(string name) { return As<List<object>>(name); }
        public Dictionary<string, object> Members(string name) { return As<Dictionary<string, object>>(name); }
        public int? OptionalWhole(string name) { return Has(name) ? Whole(name) : (int?)null; }
        public string OptionalText(string name) { return Has(name) ? Text(name) : null; }

        private T As<T>(string name)
        {
            var value = Value(name);
            if (!(value is T)) throw new FormatException("`" + name + "` is missing or no " + typeof(T).Name);
            return (T)value;
        }
    }
}
