using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Microsoft.Xrm.Sdk;

namespace Portico.Plugins
{
    /// <summary>Texts (UTF-8) in file columns, through the SDK's block messages; blocks may be 4 MB at most.</summary>
    public static class FileColumns
    {
        private const int BlockBytes = 4 * 1024 * 1024;
        private static readonly UTF8Encoding Utf8 = new UTF8Encoding(false);
        private static readonly UTF8Encoding StrictUtf8 = new UTF8Encoding(false, true);

        public static string Read(IOrganizationService service, EntityReference row, string column, int limit)
        {
            var start = new OrganizationRequest("InitializeFileBlocksDownload");
            start["Target"] = row;
            start["FileAttributeName"] = column;
            var opened = service.Execute(start);
            var size = (long)opened["FileSizeInBytes"];
            if (size > limit) throw HostFault.FileTooLarge(limit);
            var block = (bool)opened["IsChunkingSupported"] ? BlockBytes : size;
            using (var bytes = new MemoryStream())
            {
                while (bytes.Length < size)
                {
                    var next = new OrganizationRequest("DownloadBlock");
                    next["FileContinuationToken"] = opened["FileContinuationToken"];
                    next["Offset"] = bytes.Length;
                    next["BlockLength"] = Math.Min(block, size - bytes.Length);
                    var data = (byte[])service.Execute(next)["Data"];
                    if (data.Length == 0) throw new InvalidPluginExecutionException("a file block came back empty");
                    bytes.Write(data, 0, data.Length);
                }
                return StrictUtf8.GetString(bytes.ToArray());
            }
        }

        public static void Write(IOrganizationService service, EntityReference row, string column, string text, int limit)
        {
            if (Utf8.GetByteCount(text) > limit) throw HostFault.FileTooLarge(limit);
            var bytes = Utf8.GetBytes(text);
            var name = column + ".txt";
            var start = new OrganizationRequest("InitializeFileBlocksUpload");
            start["Target"] = row;
            start["FileAttributeName"] = column;
            start["FileName"] = name;
            var token = service.Execute(start)["FileContinuationToken"];
            var blocks = new List<string>();
            for (var offset = 0; offset < bytes.Length; offset += BlockBytes)
            {
                var data = new byte[Math.Min(BlockBytes, bytes.Length - offset)];
                Array.Copy(bytes, offset, data, 0, data.Length);
                var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(blocks.Count.ToString("d8", CultureInfo.InvariantCulture)));
                var upload = new OrganizationRequest("UploadBlock");
                upload["BlockId"] = id;
                upload["BlockData"] = data;
                upload["FileContinuationToken"] = token;
                service.Execute(upload);
                blocks.Add(id);
            }
            var commit = new OrganizationRequest("CommitFileBlocksUpload");
            commit["BlockList"] = blocks.ToArray();
            commit["FileName"] = name;
            commit["MimeType"] = "text/plain";
            commit["FileContinuationToken"] = token;
            service.Execute(commit);
        }
    }
}
