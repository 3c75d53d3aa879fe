using System.Reflection;

namespace Coopera.Web.Infrastructure;

/// <summary>The version in Directory.Build.props, and nowhere else.</summary>
public static class ProgramVersion
{
    /// <summary>"1.2.0", with the commit after a plus sign where the build knows it.</summary>
    public static readonly string Full =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static readonly string Text = Full.Split('+')[0];
}
