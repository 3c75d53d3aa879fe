using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data;

/// <summary>The folder in which uploads are, by a mark that lies in it as well: nodes that see another one are told so.</summary>
public sealed class UploadFolder
{
    public const int OnlyId = 1;
    public const int MarkMaxLength = 32;

    public int Id { get; private set; } = OnlyId;

    /// <summary>Empty until a node started with it for the first time.</summary>
    public string Mark { get; private set; } = "";
}

internal sealed class UploadFolderConfiguration : IEntityTypeConfiguration<UploadFolder>
{
    public void Configure(EntityTypeBuilder<UploadFolder> folder)
    {
        folder.Property(f => f.Id).ValueGeneratedNever();
        folder.Property(f => f.Mark).HasMaxLength(UploadFolder.MarkMaxLength);
        folder.HasData(new UploadFolder());
    }
}
