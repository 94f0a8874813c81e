using System.Globalization;
using System.Text;

namespace Portico.Plugins
{
    /// <summary>Writes JSON text exactly as JavaScript's <c>JSON.stringify</c> would, so that both hosts give the same bytes.</summary>
    public sealed class JsonWriter
    {
        private readonly StringBuilder text = new StringBuilder();
        private bool first = true;

        public JsonWriter BeginObject() { return Open('{'); }
        public JsonWriter EndObject() { return Close('}'); }
        public JsonWriter BeginArray() { return Open('['); }
        public JsonWriter EndArray() { return Close(']'); }

        public JsonWriter Name(string name)
        {
            Separate();
            Quote(name);
            text.Append(':');
            first = true;
            return this;
        }

        public JsonWriter Text(string value)
        {
            if (value == null) return Raw("null");
            Separate();
            Quote(value);
            return this;
        }

        public JsonWriter Number(long value) { return Raw(value.ToString(CultureInfo.InvariantCulture)); }
        public JsonWriter Boolean(bool value) { return Raw(value ? "true" : "false"); }
        public JsonWriter Null() { return Raw("null"); }

        public override string ToString() { return text.ToString(); }

        private JsonWriter Raw(string value)
        {
            Separate();
            text.Append(value);
            return this;
        }

        private JsonWriter Open(char bracket)
        {
            Separate();
            text.Append(bracket);
            first = true;
            return this;
        }

        private JsonWriter Close(char bracket)
        {
            text.Append(bracket);
            first = false;
            return this;
        }

        private void Separate()
        {
            if (!first) text.Append(',');
            first = false;
        }

        private void Quote(string value)
        {
            text.Append('"');
            for (var i = 0; i < value.Length; i++)
            {
                var c = value[i];
                switch (c)
                {
                    case '"': text.Append("\\\""); break;
                    case '\\': text.Append("\\\\"); break;
                    case '\b': text.Append("\\b"); break;
                    case '\f': text.Append("\\f"); break;
                    case '\n': text.Append("\\n"); break;
                    case '\r': text.Append("\\r"); break;
                    case '\t': text.Append("\\t"); break;
                    default:
                        if (c < ' ' || IsLoneSurrogate(value, i)) text.Append(Escape(c));
                        else text.Append(c);
                        break;
                }
            }
            text.Append('"');
        }

        /// <summary>Halves of characters can only stand inside of strings, so a whole JSON text may be mended at once.</summary>
        public static string EscapeLoneSurrogates(string json)
        {
            StringBuilder mended = null;
            var kept = 0;
            for (var i = 0; i < json.Length; i++)
            {
                if (!IsLoneSurrogate(json, i)) continue;
                mended = (mended ?? new StringBuilder()).Append(json, kept, i - kept).Append(Escape(json[i]));
                kept = i + 1;
            }
            return mended == null ? json : mended.Append(json, kept, json.Length - kept).ToString();
        }

        private static string Escape(char c) { return "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture); }

        private static bool IsLoneSurrogate(string value, int i)
        {
            if (char.IsHighSurrogate(value[i])) return i + 1 >= value.Length || !char.IsLowSurrogate(value[i + 1]);
            return char.IsLowSurrogate(value[i]) && (i == 0 || !char.IsHighSurrogate(value[i - 1]));
        }
    }
}
