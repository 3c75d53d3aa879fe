using Coopera.Domain.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class SiteTextConfiguration : IEntityTypeConfiguration<SiteText>
{
    public void Configure(EntityTypeBuilder<SiteText> text)
    {
        text.HasKey(t => t.Kind);
        text.Property(t => t.Kind).HasConversion<string>().HasMaxLength(40);
        text.Property(t => t.Text).HasMaxLength(SiteText.TextMaxLength);
    }
}
