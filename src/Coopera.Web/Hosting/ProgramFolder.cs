namespace Coopera.Web.Hosting;

/// <summary>
/// Where the site's files are: beside the program when it was published, in its project when it was only built. Never in the folder it is
/// started from.
/// </summary>
public static class ProgramFolder
{
    private static readonly string Name = typeof(ProgramFolder).Assembly.GetName().Name!;

    /// <summary>Whoever names a content root, by argument or variable, has thought of something.</summary>
    public static WebApplicationOptions Options(string[] args) =>
        new() { Args = args, ContentRootPath = IsNamed(args) ? null : Find(AppContext.BaseDirectory) };

    public static string Find(string program)
    {
        // This list is written by a build and left out of a publication.
        if (!File.Exists(Path.Combine(program, $"{Name}.staticwebassets.runtime.json")))
        {
            return program;
        }

        for (var folder = new DirectoryInfo(program).Parent; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, $"{Name}.csproj")))
            {
                return folder.FullName;
            }
        }

        return program;
    }

    private static bool IsNamed(string[] args)
    {
        var variables = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_");
        return variables.AddCommandLine(args).Build()[WebHostDefaults.ContentRootKey] is not null;
    }
}
