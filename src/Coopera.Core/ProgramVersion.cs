using System.Reflection;

namespace Coopera.Core;

/// <summary>The version in Directory.Build.props, and nowhere else.</summary>
public static class ProgramVersion
{
    private static readonly string[] Parts =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+');

    public static readonly string Text = Parts[0];

    public static readonly string Full = Parts.Length > 1 ? $"{Parts[0]}+{Parts[1][..Math.Min(Parts[1].Length, 8)]}" : Parts[0];
}
