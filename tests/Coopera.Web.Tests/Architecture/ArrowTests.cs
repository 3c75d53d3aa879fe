using System.Xml.Linq;

namespace Coopera.Web.Tests.Architecture;

/// <summary>Who may use whom.</summary>
public sealed class ArrowTests
{
    private static readonly string Web = typeof(Program).Assembly.Location;
    private static readonly string Domain = typeof(Coopera.Domain.EmailAddress).Assembly.Location;
    private static readonly string Pdf = Path.Combine(Path.GetDirectoryName(Web)!, "Coopera.Pdf.dll");

    [Fact]
    public void The_folders_of_the_site_use_each_other_only_where_the_rules_allow() =>
        Assert.Empty(FolderRules.Broken(AssemblyArrows.Of(Web)));

    [Fact]
    public void Every_folder_has_a_rule_and_the_reading_sees_them_all()
    {
        var arrows = AssemblyArrows.Of(Web);

        Assert.Equal(FolderRules.Allowed.Keys.Order(), arrows.Select(arrow => FolderRules.FolderOf(arrow.From)).OfType<string>().Distinct().Order());
        Assert.Contains(arrows, arrow => arrow is { From: "AspNetCoreGeneratedDocument.Features_Webinars_Detail", To: "Coopera.Web.Public.Webinars.WebinarPage" });
        Assert.Contains(arrows, arrow => arrow is { From: "Coopera.Core.Registrations.SignUp", To: "Coopera.Core.Mail.Outbox" }); // inside an async method
        Assert.Contains(arrows, arrow => arrow is { From: "Coopera.Web.Admin.Webinars.WebinarsController", To: "Coopera.Web.Hosting.PrivatePageAttribute" } or { To: "Coopera.Core.Data.CooperaDb" });
    }

    [Fact]
    public void A_planted_arrow_is_found_wherever_it_hides()
    {
        var arrows = AssemblyArrows.Of(typeof(Planted.Signature).Assembly.Location).Where(arrow => arrow.From.StartsWith("Coopera.Web.Tests.Architecture.Planted.", StringComparison.Ordinal)).ToList();

        foreach (var hiding in new[]
        {
            typeof(Planted.Signature), typeof(Planted.Body), typeof(Planted.AsyncBody), typeof(Planted.Lambda), typeof(Planted.TypeArgument), typeof(Planted.Heir), typeof(Planted.Field), typeof(Planted.Marked),
        })
        {
            Assert.Contains(new Arrow(hiding.FullName!, typeof(Planted.Target).FullName!), arrows.Select(arrow => arrow.To == typeof(Planted.TargetAttribute).FullName ? arrow with { To = typeof(Planted.Target).FullName! } : arrow));
        }
    }

    [Theory]
    [InlineData("Coopera.Core.Data.Seed", "Coopera.Core.Registrations.SignUp", false)]
    [InlineData("Coopera.Web.Hosting.Proxies", "Coopera.Core.Data.CooperaDb", false)]
    [InlineData("Coopera.Core.Documents.WebinarCalendar", "Coopera.Core.Mail.Outbox", false)]
    [InlineData("AspNetCoreGeneratedDocument.Features_Site_Home", "Coopera.Core.Data.Seed", true)]
    [InlineData("Coopera.Web.Novelty.Thing", "Coopera.Core.Data.CooperaDb", false)]
    [InlineData("Coopera.Core.Mail.Mails.YourLinks", "Coopera.Core.Documents.WebinarCalendar", true)]
    public void The_rules_tell_right_arrows_from_wrong_ones(string from, string to, bool right) =>
        Assert.Equal(right, FolderRules.Broken([new Arrow(from, to)]).Count == 0);

    [Fact]
    public void The_domain_has_no_packages_and_knows_neither_web_nor_data()
    {
        Assert.Empty(Elements("Coopera.Domain", "PackageReference", "ProjectReference", "FrameworkReference"));
        Assert.All(AssemblyArrows.References(Domain), name => Assert.StartsWith("System", name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_pdf_layer_knows_neither_web_nor_domain() =>
        Assert.DoesNotContain(AssemblyArrows.References(Pdf), name =>
            name.StartsWith("Coopera", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));

    [Fact]
    public void The_pdf_project_refers_to_no_other_project() => Assert.Empty(Elements("Coopera.Pdf", "ProjectReference", "FrameworkReference"));

    private static IEnumerable<string> Elements(string project, params string[] names) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj")).Descendants().Select(e => e.Name.LocalName).Where(names.Contains);
}
