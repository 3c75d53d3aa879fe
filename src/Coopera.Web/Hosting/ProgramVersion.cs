using System.Reflection;
using Coopera.Core;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Web.Shared;

namespace Coopera.Web.Hosting;

/// <summary>The version in Directory.Build.props, and nowhere else.</summary>
public static class ProgramVersion
{
    private static readonly string[] Parts =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+');

    /// <summary>"1.2.0".</summary>
    public static readonly string Text = Parts[0];

    /// <summary>"1.2.0+2cfa9dda", where the build knows its commit.</summary>
    public static readonly string Full = Parts.Length > 1 ? $"{Parts[0]}+{Parts[1][..Math.Min(Parts[1].Length, 8)]}" : Parts[0];
}
