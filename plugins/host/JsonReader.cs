using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Portico.Plugins
{
    /// <summary>
    /// Reads JSON text into <c>Dictionary&lt;string, object&gt;</c>, <c>List&lt;object&gt;</c>, string, double, bool and null.
    /// Strict: one value, nothing after it, no comments, no trailing commas. Throws <see cref="FormatException"/>.
    /// </summary>
    public sealed class JsonReader
    {
        private readonly string text;
        private readonly int maximalDepth;
        private int at;

        private JsonReader(string text, int maximalDepth)
        {
            this.text = text;
            this.maximalDepth = maximalDepth;
        }

        public static object Read(string text, int maximalDepth)
        {
            var reader = new JsonReader(text, maximalDepth);
            var value = reader.Value(0);
            reader.Blank();
            if (reader.at != text.Length) throw reader.Wrong();
            return value;
        }

        /// <summary>Whether brackets nest deeper than the limit; looks at brackets and strings only, so it holds for any text.</summary>
        public static bool IsDeeperThan(string text, int limit)
        {
            var depth = 0;
            var quoted = false;
            for (var i = 0; i < text.Length; i++)
            {
                var c = text[i];
                if (quoted)
                {
                    if (c == '\\') i++;
                    else if (c == '"') quoted = false;
                }
                else if (c == '"') quoted = true;
                else if (c == '{' || c == '[') { if (++depth > limit) return true; }
                else if (c == '}' || c == ']') depth--;
            }
            return false;
        }

        private object Value(int depth)
        {
            if (depth > maximalDepth) throw new FormatException("JSON is nested deeper than " + maximalDepth.ToString(CultureInfo.InvariantCulture) + " levels");
            Blank();
            if (at >= text.Length) throw Wrong();
            switch (text[at])
            {
                case '{': return Object(depth);
                case '[': return Array(depth);
                case '"': return Quoted();
                case 't': return Word("true", true);
                case 'f': return Word("false", false);
                case 'n': return Word("null", null);
                default: return Number();
            }
        }

        private object Object(int depth)
        {
            var result = new Dictionary<string, object>(StringComparer.Ordinal);
            at++;
            Blank();
            if (Take('}')) return result;
            do
            {
                Blank();
                if (at >= text.Length || text[at] != '"') throw Wrong();
                var name = Quoted();
                Blank();
                if (!Take(':')) throw Wrong();
                result[name] = Value(depth + 1);
                Blank();
            }
            while (Take(','));
            if (!Take('}')) throw Wrong();
            return result;
        }

        private object Array(int depth)
        {
            var result = new List<object>();
            at++;
            Blank();
            if (Take(']')) return result;
            do
            {
                result.Add(Value(depth + 1));
                Blank();
            }
            while (Take(','));
            if (!Take(']')) throw Wrong();
            return result;
        }

        private string Quoted()
        {
            var start = ++at;
            while (at < text.Length && text[at] != '"' && text[at] != '\\' && text[at] >= ' ') at++;
            if (at < text.Length && text[at] == '"') return text.Substring(start, at++ - start);
            var result = new StringBuilder(text, start, at - start, Math.Max(16, (at - start) * 2));
            while (at < text.Length && text[at] != '"')
            {
                var c = text[at++];
                if (c < ' ') throw Wrong();
                result.Append(c == '\\' ? Escaped() : c);
            }
            if (!Take('"')) throw Wrong();
            return result.ToString();
        }

        private char Escaped()
        {
            if (at >= text.Length) throw Wrong();
            switch (text[at++])
            {
                case '"': return '"';
                case '\\': return '\\';
                case '/': return '/';
                case 'b': return '\b';
                case 'f': return '\f';
                case 'n': return '\n';
                case 'r': return '\r';
                case 't': return '\t';
                case 'u':
                    int code;
                    if (at + 4 > text.Length || !int.TryParse(text.Substring(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)) throw Wrong();
                    at += 4;
                    return (char)code;
                default: throw Wrong();
            }
        }

        private object Number()
        {
            var start = at;
            Take('-');
            if (!Take('0')) Digits();
            if (Take('.')) Digits();
            if (Take('e') || Take('E'))
            {
                if (!Take('+')) Take('-');
                Digits();
            }
            double value;
            var number = text.Substring(start, at - start);
            if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return value;
            // Only too large a number is left, which older runtimes do not parse.
            return number[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        private void Digits()
        {
            var start = at;
            while (at < text.Length && text[at] >= '0' && text[at] <= '9') at++;
            if (at == start) throw Wrong();
        }

        private object Word(string word, object value)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) throw Wrong();
            at += word.Length;
            return value;
        }

        private bool Take(char c)
        {
            if (at >= text.Length || text[at] != c) return false;
            at++;
            return true;
        }

        private void Blank()
        {
            while (at < text.Length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) at++;
        }

        private FormatException Wrong()
        {
            return new FormatException("malformed JSON at position " + at.ToString(CultureInfo.InvariantCulture));
        }
    }
}
