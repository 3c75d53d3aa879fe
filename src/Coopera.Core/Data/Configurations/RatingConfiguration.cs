using Coopera.Domain.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class RatingConfiguration : IEntityTypeConfiguration<RatingCount>
{
    public void Configure(EntityTypeBuilder<RatingCount> count)
    {
        count.HasKey(c => new { c.Month, c.Service, c.Score, c.Obstacle });
        count.Property(c => c.Service).HasConversion<string>().HasMaxLength(20);
        count.Property(c => c.Obstacle).HasConversion<string>().HasMaxLength(20);
    }
}
