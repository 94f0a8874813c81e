using System;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Portico.Runner
{
    /// <summary><c>portico-runner &lt;folder with the plug-in and its Jint&gt;</c>; the protocol is described in README.md beside this file.</summary>
    public static class Program
    {
        public static int Main(string[] args)
        {
            if (args.Length != 1 || !Directory.Exists(args[0]))
            {
                Console.Error.WriteLine("usage: portico-runner <folder with the plug-in's assemblies>");
                return 2;
            }
            var folder = Path.GetFullPath(args[0]);
            AppDomain.CurrentDomain.AssemblyResolve += (sender, wanted) => Load(folder, new AssemblyName(wanted.Name).Name);
            Serve();
            return 0;
        }

        private static Assembly Load(string folder, string name)
        {
            // Windows, where the plug-in runs, does not mind the case of a file's name.
            foreach (var path in Directory.GetFiles(folder, "*.dll"))
            {
                if (string.Equals(Path.GetFileNameWithoutExtension(path), name, StringComparison.OrdinalIgnoreCase)) return Assembly.LoadFrom(path);
            }
            return null;
        }

        // Apart from Main, so that no type of the plug-in is needed before the resolver stands.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Serve()
        {
            new Session(Console.OpenStandardInput(), Console.OpenStandardOutput()).Run();
        }
    }
}
