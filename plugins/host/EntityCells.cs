using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace Portico.Plugins
{
    /// <summary>
    /// Converts between records of the SDK and the cells that the script sees.
    /// Reading is compact: the script knows its columns' types. Writing is typed: <c>["money","1.50"]</c>.
    /// </summary>
    public static class EntityCells
    {
        private const string UtcSeconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

        /// <summary><c>{id, table, values, labels, version?}</c>; columns without a value are left out.</summary>
        public static void WriteRow(JsonWriter json, Entity row)
        {
            json.BeginObject().Name("id").Text(Text(row.Id)).Name("table").Text(row.LogicalName);
            json.Name("values").BeginObject();
            foreach (var column in row.Attributes)
            {
                var value = Plain(column.Value);
                if (value != null) WriteCell(json.Name(column.Key), column.Key, value);
            }
            json.EndObject().Name("labels").BeginObject();
            foreach (var column in row.Attributes)
            {
                var label = Label(row, column.Key, Plain(column.Value));
                if (label != null) json.Name(column.Key).Text(label);
            }
            json.EndObject();
            if (!string.IsNullOrEmpty(row.RowVersion)) json.Name("version").Text(row.RowVersion);
            json.EndObject();
        }

        /// <summary>The SDK's value of a typed cell; <c>null</c> clears the column. Files are no values: see <see cref="FileColumns"/>.</summary>
        public static object Read(string column, object cell)
        {
            if (cell == null) return null;
            var parts = cell as List<object>;
            var kind = parts == null || parts.Count < 2 ? null : parts[0] as string;
            try
            {
                switch (kind)
                {
                    case "text": return (string)parts[1];
                    case "integer": return Whole(parts[1]);
                    case "boolean": return (bool)parts[1];
                    case "choice": return new OptionSetValue(Whole(parts[1]));
                    case "choices": return new OptionSetValueCollection(((List<object>)parts[1]).Select(value => new OptionSetValue(Whole(value))).ToList());
                    case "decimal": return Digits((string)parts[1]);
                    case "float": return (double)Digits((string)parts[1]);
                    case "money": return new Money(Digits((string)parts[1]));
                    case "datetime": return Instant((string)parts[1]);
                    case "guid": return Id((string)parts[1]);
                    case "lookup": return new EntityReference((string)parts[1], Id((string)parts[2]));
                }
            }
            catch (Exception exception) when (exception is FormatException || exception is InvalidCastException || exception is OverflowException || exception is ArgumentException)
            {
                throw HostFault.Argument("the value of column `" + column + "` is no " + kind);
            }
            throw HostFault.Argument("the value of column `" + column + "` has an unknown shape");
        }

        public static string Text(Guid id) { return id.ToString("D", CultureInfo.InvariantCulture); }

        public static Guid Id(string text) { return Guid.ParseExact(text, "D"); }

        public static string Text(DateTime moment)
        {
            if (moment.Kind == DateTimeKind.Local) moment = moment.ToUniversalTime();
            return moment.ToString(UtcSeconds, CultureInfo.InvariantCulture);
        }

        private static void WriteCell(JsonWriter json, string column, object value)
        {
            if (value is string) json.Text((string)value);
            else if (value is Guid) json.Text(Text((Guid)value));
            else if (value is int) json.Number((int)value);
            else if (value is bool) json.Boolean((bool)value);
            else if (value is decimal) json.Text(Digits((decimal)value));
            else if (value is Money) json.Text(Digits(((Money)value).Value));
            // A conversion to decimal keeps 15 significant digits and never an exponent, on every runtime alike.
            else if (value is double) json.Text(Digits((decimal)(double)value));
            else if (value is long) json.Text(((long)value).ToString(CultureInfo.InvariantCulture));
            else if (value is OptionSetValue) json.Number(((OptionSetValue)value).Value);
            else if (value is OptionSetValueCollection) json.Text(string.Join(",", ((OptionSetValueCollection)value).Select(choice => choice.Value.ToString(CultureInfo.InvariantCulture))));
            else if (value is DateTime) json.Text(Text((DateTime)value));
            else if (value is EntityReference) json.Text(((EntityReference)value).LogicalName + ":" + Text(((EntityReference)value).Id));
            else throw HostFault.Argument("column `" + column + "` has a type that scripts do not read");
        }

        // Texts of numbers and dates are left out: they follow the format of the user that reads, who is SYSTEM.
        private static string Label(Entity row, string column, object value)
        {
            var reference = value as EntityReference;
            if (!(value is OptionSetValue || value is OptionSetValueCollection || value is bool || value is Money || reference != null)) return null;
            string label;
            if (row.FormattedValues.TryGetValue(column, out label) && label != null) return label;
            return reference == null ? null : reference.Name;
        }

        private static object Plain(object value)
        {
            var aliased = value as AliasedValue;
            return aliased == null ? value : Plain(aliased.Value);
        }

        private static string Digits(decimal value) { return value.ToString(CultureInfo.InvariantCulture); }

        // One way to write a number: what comes back from the database is then what the script wrote.
        private static decimal Digits(string text)
        {
            var value = decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            if (Digits(value) != text || (value == 0 && text[0] == '-') || text.Count(char.IsDigit) > 28) throw new FormatException();
            return value;
        }

        private static int Whole(object number)
        {
            var value = (double)number;
            if (value != Math.Floor(value)) throw new FormatException();
            return checked((int)value);
        }

        private static DateTime Instant(string text)
        {
            return DateTime.ParseExact(text, UtcSeconds, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        }
    }
}
