using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Portico.Plugins;

namespace Portico.Runner
{
    /// <summary>
    /// The pipe's form of SDK values, both ways: a list of kind and content, listed in README.md. Every value that a record or a
    /// request may carry has one, so that the plug-in sees real SDK objects.
    /// </summary>
    public static class TypedCells
    {
        public static object Read(object cell)
        {
            if (cell == null) return null;
            var parts = (List<object>)cell;
            var kind = (string)parts[0];
            switch (kind)
            {
                case "text": return (string)parts[1];
                case "texts": return ((List<object>)parts[1]).Cast<string>().ToArray();
                case "bytes": return Convert.FromBase64String((string)parts[1]);
                case "boolean": return (bool)parts[1];
                case "integer": return Whole(parts[1]);
                case "bigint": return long.Parse((string)parts[1], CultureInfo.InvariantCulture);
                case "decimal": return Digits(parts[1]);
                case "money": return new Money(Digits(parts[1]));
                case "float": return (double)Digits(parts[1]);
                case "choice": return new OptionSetValue(Whole(parts[1]));
                case "choices": return new OptionSetValueCollection(((List<object>)parts[1]).Select(value => new OptionSetValue(Whole(value))).ToList());
                case "datetime": return DateTime.Parse((string)parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
                case "guid": return Guid.Parse((string)parts[1]);
                case "lookup": return new EntityReference((string)parts[1], Guid.Parse((string)parts[2])) { Name = parts.Count > 3 ? (string)parts[3] : null };
                case "aliased": return new AliasedValue((string)parts[1], (string)parts[2], Read(parts[3]));
                default: throw new FormatException("`" + kind + "` is no kind of cell");
            }
        }

        public static void Write(JsonWriter json, object value)
        {
            if (value == null)
            {
                json.Null();
                return;
            }
            json.BeginArray();
            if (value is string) json.Text("text").Text((string)value);
            else if (value is string[]) WriteTexts(json.Text("texts"), (string[])value);
            else if (value is byte[]) json.Text("bytes").Text(Convert.ToBase64String((byte[])value));
            else if (value is bool) json.Text("boolean").Boolean((bool)value);
            else if (value is int) json.Text("integer").Number((int)value);
            else if (value is long) json.Text("bigint").Text(((long)value).ToString(CultureInfo.InvariantCulture));
            else if (value is decimal) json.Text("decimal").Text(Digits((decimal)value));
            else if (value is Money) json.Text("money").Text(Digits(((Money)value).Value));
            else if (value is double) json.Text("float").Text(Digits((decimal)(double)value));
            else if (value is OptionSetValue) json.Text("choice").Number(((OptionSetValue)value).Value);
            else if (value is OptionSetValueCollection) WriteChoices(json.Text("choices"), (OptionSetValueCollection)value);
            else if (value is DateTime) json.Text("datetime").Text(EntityCells.Text((DateTime)value));
            else if (value is Guid) json.Text("guid").Text(EntityCells.Text((Guid)value));
            else if (value is EntityReference) json.Text("lookup").Text(((EntityReference)value).LogicalName).Text(EntityCells.Text(((EntityReference)value).Id));
            else throw new FormatException("the pipe has no cell for " + value.GetType());
            json.EndArray();
        }

        private static void WriteTexts(JsonWriter json, string[] texts)
        {
            json.BeginArray();
            foreach (var text in texts) json.Text(text);
            json.EndArray();
        }

        private static void WriteChoices(JsonWriter json, OptionSetValueCollection choices)
        {
            json.BeginArray();
            foreach (var choice in choices) json.Number(choice.Value);
            json.EndArray();
        }

        private static int Whole(object number) { return checked((int)(double)number); }
        private static decimal Digits(object text) { return decimal.Parse((string)text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture); }
        private static string Digits(decimal value) { return value.ToString(CultureInfo.InvariantCulture); }
    }
}
