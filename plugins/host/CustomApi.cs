using System;
using System.IO;
using System.Text;
using Microsoft.Xrm.Sdk;

namespace Portico.Plugins
{
    /// <summary>
    /// The plug-in type behind every custom API of Portico: the script decides by the name of the message. The script is a resource of
    /// this assembly, since a web resource could be edited by a maker.
    /// </summary>
    public sealed class CustomApi : IPlugin
    {
        // One script per assembly, so the pool is keyed by script by nature, and by organization inside.
        private static readonly Lazy<EnginePool> Pool = new Lazy<EnginePool>(() => new EnginePool(Script.Parse(Bundle()), Limits.ForCustomApis()));

        public void Execute(IServiceProvider serviceProvider)
        {
            ScriptCall.Execute(serviceProvider, Pool.Value);
        }

        private static string Bundle()
        {
            using (var stream = typeof(CustomApi).Assembly.GetManifestResourceStream(Names.Bundle))
            using (var reader = new StreamReader(stream, Encoding.UTF8))
            {
                return reader.ReadToEnd();
            }
        }
    }
}
