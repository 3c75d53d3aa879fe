using Coopera.Core.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Files;

public sealed class SharedUploadsTests
{
    [Fact]
    public async Task Nodes_on_one_folder_start_and_one_on_another_is_told_which_line_its_folder_lacks()
    {
        await using var database = await OnServerAsync();
        await CheckAsync(database.NewServices());
        await CheckAsync(database.NewServices());
        var mark = (await File.ReadAllTextAsync(MarkIn(database.Folder))).Trim();
        Assert.Equal(32, mark.Length);
        var elsewhere = Directory.CreateTempSubdirectory("coopera-elsewhere-").FullName;
        try
        {
            var refused = await Assert.ThrowsAsync<SettingsException>(() => CheckAsync(On(database, elsewhere)));
            Assert.Contains($"\"{MarkIn(elsewhere)}\" must hold {mark}, and is not there", refused.Message, StringComparison.Ordinal);

            Directory.CreateDirectory(Path.Combine(elsewhere, "uploads"));
            await File.WriteAllTextAsync(MarkIn(elsewhere), "altra");
            refused = await Assert.ThrowsAsync<SettingsException>(() => CheckAsync(On(database, elsewhere)));
            Assert.Contains("holds altra", refused.Message, StringComparison.Ordinal);

            await File.WriteAllTextAsync(MarkIn(elsewhere), mark);
            await CheckAsync(On(database, elsewhere));
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_came_back_from_a_backup_without_its_mark_is_known_by_its_files()
    {
        await using var database = await OnServerAsync();
        await CheckAsync(database.NewServices());
        var stored = await database.Services.GetRequiredService<UploadStore>().SaveAsync(
            new MemoryStream([1, 2, 3]), "slide.pdf", "application/pdf", 10, TestContext.Current.CancellationToken);
        var webinar = await database.WebinarAsync();
        await database.WriteAsync(async db =>
        {
            var found = (await db.LockWholeWebinarAsync(webinar.Id))!;
            found.Add(Coopera.Domain.Webinars.Material.File("Le slide", stored!, forRegisteredOnly: false, TestDatabase.Now));
            await db.SaveChangesAsync();
        });
        File.Delete(MarkIn(database.Folder));

        await CheckAsync(database.NewServices());

        Assert.True(File.Exists(MarkIn(database.Folder)));
    }

    private static async Task<TestDatabase> OnServerAsync()
    {
        var why = Engines.WhyNot(DatabaseProvider.PostgreSql);
        Assert.SkipWhen(why is not null, why ?? "");
        return await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
    }

    private static string MarkIn(string folder) => Path.Combine(folder, "uploads", ".folder");

    private static ServiceProvider On(TestDatabase database, string folder) => TestServices.Build(
        database.Settings with { Site = database.Settings.Site with { DataFolder = folder } }, database.Clock);

    private static async Task CheckAsync(ServiceProvider node)
    {
        await using (node)
        {
            await node.CheckUploadFolderAsync();
        }
    }
}
