using System.Xml.Linq;

namespace Coopera.Web.Tests.Architecture;

/// <summary>Who may use whom.</summary>
public sealed class ArrowTests
{
    private static readonly string Web = typeof(Program).Assembly.Location;
    private static readonly string Core = typeof(Coopera.Core.Data.CooperaDb).Assembly.Location;
    private static readonly string Domain = typeof(Coopera.Domain.EmailAddress).Assembly.Location;
    private static readonly string Pdf = Path.Combine(Path.GetDirectoryName(Web)!, "Coopera.Pdf.dll");

    [Fact]
    public void No_folders_of_the_core_or_of_the_web_use_each_other_in_a_circle()
    {
        var broken = FolderRules.Broken([.. AssemblyArrows.Of(Core), .. AssemblyArrows.Of(Web)]);

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void The_reading_sees_views_async_methods_and_attributes()
    {
        var (core, web) = (AssemblyArrows.Of(Core), AssemblyArrows.Of(Web));

        Assert.Contains(web, arrow => arrow is
        {
            From: "AspNetCoreGeneratedDocument.Public_Webinars_Detail",
            To: "Coopera.Web.Public.Webinars.WebinarPage"
        });
        // inside an async method
        Assert.Contains(core, arrow => arrow is { From: "Coopera.Core.Registrations.SignUp", To: "Coopera.Core.Mail.Outbox" });
        Assert.Contains(
            web, arrow => arrow is { From: "Coopera.Web.Admin.AdminController", To: "Coopera.Web.Hosting.PrivatePageAttribute" });
    }

    [Fact]
    public void A_planted_arrow_is_found_wherever_it_hides()
    {
        var arrows = AssemblyArrows.Of(typeof(Planted.Signature).Assembly.Location)
            .Where(arrow => arrow.From.StartsWith("Coopera.Web.Tests.Architecture.Planted.", StringComparison.Ordinal)).ToList();

        foreach (var hiding in new[]
        {
            typeof(Planted.Signature), typeof(Planted.Body), typeof(Planted.AsyncBody), typeof(Planted.Lambda),
            typeof(Planted.TypeArgument), typeof(Planted.Heir), typeof(Planted.Field), typeof(Planted.Marked),
        })
        {
            Assert.Contains(new Arrow(hiding.FullName!, typeof(Planted.Target).FullName!),
                arrows.Select(arrow => arrow.To == typeof(Planted.TargetAttribute).FullName
                    ? arrow with { To = typeof(Planted.Target).FullName! } : arrow));
        }
    }

    [Theory]
    [InlineData("Coopera.Core.Documents.WebinarCalendar", "Coopera.Core.Mail.Outbox", false)]
    [InlineData("AspNetCoreGeneratedDocument.Shared__Layout", "Coopera.Web.Admin.StaffMenu", false)]
    [InlineData("AspNetCoreGeneratedDocument.Public_Site_Home", "Coopera.Core.Data.CooperaDb", true)]
    [InlineData("Coopera.Core.Mail.Mails.YourLinks", "Coopera.Core.Documents.WebinarCalendar", true)]
    public void The_rules_tell_right_arrows_from_wrong_ones(string from, string to, bool right) =>
        Assert.Equal(right, FolderRules.Broken([new Arrow(from, to)]).Count == 0);

    [Fact]
    public void A_circle_of_three_is_found_as_well() => Assert.Equal(3, FolderRules.Broken([
        new Arrow("Coopera.Core.A.X", "Coopera.Core.B.X"), new Arrow("Coopera.Core.B.Y", "Coopera.Core.C.X"), new Arrow(
            "Coopera.Core.C.Y", "Coopera.Core.A.Y"),
    ]).Count);

    [Fact]
    public void The_core_knows_nothing_of_http() =>
        Assert.DoesNotContain(AssemblyArrows.References(Core), name =>
            name.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Hosting", StringComparison.Ordinal));

    [Fact]
    public void The_domain_has_no_packages_and_knows_neither_web_nor_data()
    {
        Assert.Empty(Elements("Coopera.Domain", "PackageReference", "ProjectReference", "FrameworkReference"));
        Assert.All(AssemblyArrows.References(Domain), name => Assert.StartsWith("System", name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_pdf_layer_knows_neither_web_nor_domain() =>
        Assert.DoesNotContain(AssemblyArrows.References(Pdf), name =>
            name.StartsWith("Coopera", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));

    [Fact]
    public void The_pdf_project_refers_to_no_other_project() =>
        Assert.Empty(Elements("Coopera.Pdf", "ProjectReference", "FrameworkReference"));

    private static IEnumerable<string> Elements(string project, params string[] names) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"))
            .Descendants().Select(e => e.Name.LocalName).Where(names.Contains);
}
