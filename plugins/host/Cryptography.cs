using System;
using System.Security.Cryptography;
using System.Text;

namespace Portico.Plugins
{
    /// <summary>What scripts must not do themselves. Bytes travel as lower-case hexadecimal digits.</summary>
    public static class Cryptography
    {
        private static readonly UTF8Encoding Utf8 = new UTF8Encoding(false);

        public static string Sha256(string text)
        {
            using (var hash = SHA256.Create()) return Hex(hash.ComputeHash(Utf8.GetBytes(text)));
        }

        public static string HmacSha256(string key, string text)
        {
            using (var hmac = new HMACSHA256(Bytes(key))) return Hex(hmac.ComputeHash(Utf8.GetBytes(text)));
        }

        public static string Random(int count)
        {
            var bytes = new byte[count];
            using (var source = RandomNumberGenerator.Create()) source.GetBytes(bytes);
            return Hex(bytes);
        }

        private static string Hex(byte[] bytes)
        {
            return BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();
        }

        private static byte[] Bytes(string hex)
        {
            if (hex.Length == 0 || hex.Length % 2 != 0) throw new FormatException();
            var bytes = new byte[hex.Length / 2];
            for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(Digit(hex[2 * i]) * 16 + Digit(hex[2 * i + 1]));
            return bytes;
        }

        private static int Digit(char c)
        {
            var digit = "0123456789abcdef".IndexOf(c);
            if (digit < 0) throw new FormatException();
            return digit;
        }
    }
}
