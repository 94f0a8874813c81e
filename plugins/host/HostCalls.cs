using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;

namespace Portico.Plugins
{
    /// <summary>
    /// Serves <c>porticoHost(operation, argumentJson)</c> during one call of the plug-in. An exception from here ends the script
    /// (see <see cref="ScriptEngine"/>); nothing is caught and turned into a value, because a fault of the organization service has
    /// already ended the transaction.
    /// </summary>
    public sealed class HostCalls
    {
        private const int TraceCharacters = 1000;
        private const int RandomBytes = 64;

        private readonly Limits limits;
        private readonly RowCalls rows;
        private readonly ITracingService tracing;
        private int count;

        public HostCalls(RowCalls rows, ITracingService tracing, Limits limits)
        {
            this.rows = rows;
            this.tracing = tracing;
            this.limits = limits;
        }

        public string Serve(string operation, string argumentJson)
        {
            if (++count > limits.HostCalls) throw HostFault.HostCalls(limits.HostCalls);
            var argument = new Arguments(operation, argumentJson, limits.JsonDepth);
            switch (operation)
            {
                case "retrieveMultiple": return rows.RetrieveMultiple(argument);
                case "create": return rows.Create(argument);
                case "update": return rows.Update(argument);
                case "delete": return rows.Delete(argument);
                case "readFile": return Member("text", rows.ReadFile(argument));
                case "sha256": return Member("hex", Cryptography.Sha256(argument.Text("text")));
                case "hmac": return Member("hex", Hmac(argument));
                case "random": return Member("hex", Cryptography.Random(argument.Whole("bytes", 1, RandomBytes)));
                case "now": return Member("now", EntityCells.Text(DateTime.UtcNow));
                case "trace": return Trace(argument.Text("text"));
                default: throw HostFault.Argument("`" + operation + "` is no operation of the host");
            }
        }

        private string Trace(string text)
        {
            tracing.Trace("{0}", text.Length > TraceCharacters ? text.Substring(0, TraceCharacters) : text);
            return "{}";
        }

        private static string Hmac(Arguments argument)
        {
            try
            {
                return Cryptography.HmacSha256(argument.Text("key"), argument.Text("text"));
            }
            catch (FormatException)
            {
                throw argument.Wrong("key");
            }
        }

        private static string Member(string name, string value)
        {
            return new JsonWriter().BeginObject().Name(name).Text(value).EndObject().ToString();
        }
    }

    /// <summary>The argument of one host call, checked member by member.</summary>
    public sealed class Arguments
    {
        private readonly string operation;
        private readonly Dictionary<string, object> members;

        public Arguments(string operation, string json, int maximalDepth)
        {
            this.operation = operation;
            try
            {
                members = JsonReader.Read(json, maximalDepth) as Dictionary<string, object>;
            }
            catch (FormatException)
            {
                members = null;
            }
            if (members == null) throw HostFault.Argument("`" + operation + "` takes a JSON object");
        }

        public string Text(string name)
        {
            var text = OptionalText(name);
            if (text == null) throw Wrong(name);
            return text;
        }

        public string OptionalText(string name)
        {
            object value;
            if (!members.TryGetValue(name, out value) || value == null) return null;
            if (!(value is string)) throw Wrong(name);
            return (string)value;
        }

        public int Whole(string name, int least, int most)
        {
            object value;
            if (!members.TryGetValue(name, out value) || !(value is double)) throw Wrong(name);
            var number = (double)value;
            if (number != Math.Floor(number) || number < least || number > most) throw Wrong(name);
            return (int)number;
        }

        public Guid Id(string name)
        {
            Guid id;
            if (!Guid.TryParseExact(Text(name), "D", out id)) throw Wrong(name);
            return id;
        }

        public Dictionary<string, object> Members(string name)
        {
            object value;
            members.TryGetValue(name, out value);
            var found = value as Dictionary<string, object>;
            if (found == null) throw Wrong(name);
            return found;
        }

        public InvalidPluginExecutionException Wrong(string name)
        {
            return HostFault.Argument("`" + operation + "` needs a valid `" + name + "`");
        }
    }
}
