import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PriceHeld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField(verbose_name="baris")),
                ("place", models.CharField(blank=True, max_length=200)),
                ("kode", models.TextField(blank=True, verbose_name="kode")),
                ("uraian", models.TextField(blank=True, verbose_name="uraian")),
                ("satuan", models.TextField(blank=True, verbose_name="satuan")),
                ("kelompok", models.TextField(blank=True, verbose_name="kelompok")),
                ("source", models.TextField(blank=True, verbose_name="sumber")),
                ("harga_text", models.TextField(blank=True, verbose_name="harga di berkas")),
                ("harga", models.DecimalField(decimal_places=2, max_digits=15, null=True, verbose_name="harga satuan")),
                ("findings", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("terbuka", "Terbuka"), ("diterima", "Diterima"), ("ditolak", "Ditolak")],
                        default="terbuka",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="held",
                        to="catalogue.pricelistitem",
                    ),
                ),
                (
                    "price_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="held", to="catalogue.pricelist"
                    ),
                ),
            ],
            options={
                "verbose_name": "harga ditahan",
                "verbose_name_plural": "harga ditahan",
                "constraints": [
                    models.UniqueConstraint(fields=("price_list", "row"), name="price_held_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["terbuka", "diterima", "ditolak"])),
                        name="price_held_state_known",
                    ),
                ],
            },
        ),
    ]
