using Coopera.Domain.Press;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Web.Data.Configurations;

internal sealed class WebinarConfiguration : IEntityTypeConfiguration<Webinar>, IEntityTypeConfiguration<Talk>, IEntityTypeConfiguration<Speaker>
{
    public void Configure(EntityTypeBuilder<Webinar> webinar)
    {
        webinar.Property(w => w.Slug).HasMaxLength(Webinar.SlugMaxLength);
        webinar.HasIndex(w => w.Slug).IsUnique();
        webinar.HasIndex(w => w.StartsAt);
        webinar.Property(w => w.Title).HasMaxLength(Webinar.TitleMaxLength);
        webinar.Property(w => w.Theme).HasMaxLength(Webinar.ThemeMaxLength);
        webinar.Property(w => w.Description).HasMaxLength(Webinar.TextMaxLength);
        webinar.Property(w => w.Audience).HasMaxLength(Webinar.TextMaxLength);
        webinar.Property(w => w.Coordinator).HasMaxLength(Webinar.ThemeMaxLength);
        webinar.Property(w => w.Partners).HasMaxLength(Webinar.TextMaxLength);
        webinar.Property(w => w.CancellationMessage).HasMaxLength(Webinar.TextMaxLength);
        webinar.Property(w => w.Status).HasConversion<string>().HasMaxLength(20);
        webinar.Ignore(w => w.RegistrationEnd);
        webinar.HasOne<PressRelease>().WithMany().HasForeignKey(w => w.PressReleaseId).OnDelete(DeleteBehavior.Restrict);
        webinar.HasMany(w => w.Talks).WithOne().HasForeignKey("WebinarId").OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Talk> talk)
    {
        talk.Property(t => t.Title).HasMaxLength(Webinar.TitleMaxLength);
        talk.Property(t => t.Subtitle).HasMaxLength(Webinar.ThemeMaxLength);
        talk.HasMany(t => t.Speakers).WithOne().HasForeignKey("TalkId").OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Speaker> speaker)
    {
        speaker.Property(s => s.Name).HasMaxLength(160);
        speaker.Property(s => s.Role).HasMaxLength(200);
    }
}
