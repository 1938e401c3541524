//! The words that a passphrase is offered from: 2,048, so that each is worth eleven bits.
//!
//! A list of our own: short, concrete, British in spelling, none that would be odd to read aloud beside a child, few that sound like another.

/// The words, in the order of the alphabet.
pub(crate) const WORDS: &str = "\
acorn acre actor adapt adder adjust adopt advent advice aerial affix afloat agate agenda agile agree ahead aim \
airport airy aisle alarm album alcove alder algae alley almond alpaca alpha alpine alto amber amend amuse anchor \
angle ankle annex annual answer anthem antler anvil apex apple apricot april apron aqua arbor arcade arch arctic \
arena argue ark armour aroma array arrow art artist ascend ash asleep aspen aspire assist astro atlas atom attic \
auburn august aurora author autumn avenue avocado award awning axis azure bacon badge badger bagel baggy baker \
balance ballad ballet ballot balm balsa bamboo banana band bangle banjo bank banner baobab barber bargain barge \
barley barn baron barrel basalt basil basin basket bass baton batter bay bazaar beacon beady beagle beaker beam \
beaver become bed beetle begin beige bell belong below belt bench bend beret best beta bevel bike birch bird \
biscuit bishop bison bitter blank blazer blend blimp blink block bloom blossom blunt boat bobbin bobcat bold \
bolt bongo bonnet bonus book boot border botany bottle boulder bounce bound bowl box bracket branch brass brave \
breeze brick bridge bright brim bring brisk broad bronze brooch brook broom brown brush bubble bucket buckle bud \
buddy buffalo buffet bugle build bulb bumble bundle bunny burger burrow bush bushel busker bustle busy butler \
butter button buzz cabbage cabin cable cactus cadet cafe cake calico call calm camel camera camp canal canary \
candle candy canoe canopy canvas canyon cape captain careful cargo carol carpet carrot cart carton carve cascade \
cashew casino castle casual catch cattle cave cedar ceiling celery cello cement census chair chalet chalk \
chamber chance change chant chapel chapter charm chart chase cheek cheer cheese cheetah chef cherry chess chest \
chick chief chime china chip chirp chisel choir choose chorus chuckle chunk church cider cinder cinema circle \
circus citrus city civic clap clay clean clear clerk clever cliff climb clip cloak clock cloud clover clown club \
cluster coach coast coat cobalt cobble cobra cod coffee coil coin collar collect colour column comb comedy comet \
comic command common compost condor cone copper copy coral cord cork corn corner cosmic cosmos costume cotton \
couch count country couple cousin cover cowboy coyote crab cradle craft crane crater crayon cream create credit \
creek crest crew cricket crisp crocus crop crow crowd crown cruise crumb crumpet crust cub cube cuckoo cuddle \
cue cup cupcake curl currant curry cursor curve custard custom cycle cygnet cymbal cypress dagger dahlia dairy \
daisy damson dance dapper dapple daring dart dash data date dawn deal debate debut decade deck decor delight \
delta deluxe denim depot depth deputy derby desert design desk dessert detail detour dial diary diesel digit \
dill dimple dine dinghy dingo dinner diploma direct disc dish disk ditto dive divide dock dodge dodo dogwood \
dollar domain dome domino donkey donor doodle door double dough dove down dozen draft drama draw drawer dream \
dress drift drill drink drive drizzle drum dry duck duet duke dune duplex dusk dust duvet dwell dynamo eager \
eagle early earring earth easel east easy echo eclair edge edit effect effort egg eight elastic elbow elder \
elect elite elk elm ember emblem emerald empire emu enamel encore endive energy engine engrave enjoy enough \
enrol ensign entire entry envoy enzyme epic equal ermine errand escort essay estate ether evening event ever \
evolve exact excel exit exotic expand expert explain export express extend extra fable fabric facet factor fairy \
faith falcon fallow famous fan fancy farm farmer fashion fast faucet favour fawn feast feature felt fence fennel \
fern ferret ferry fetch fibre fiddle field fiesta fifteen fifty fig figure file filter finale finch find finger \
finish firm first fish five fix fizzy flag flake flame flap flash flask flat flavour flax fleece fleet flight \
flint flip float flock flood floor floral florist flow fluent fluffy flute flyer foal foam focus fog foil fold \
folk fond font forage force forest forge fork form formal forty forum fossil four frame freckle free fresco \
fresh friday fridge friend frill fringe frisbee frog front frost frosty fruit fudge full fungus funnel funny \
furrow future fuzzy gadget galaxy gallery gallon gallop game gander garage garden garlic garnet gather gauge \
gazebo gecko general genial genius gentle geyser giant gibbon gift giggle ginger giraffe glad glade glance glass \
glaze gleam glen glide glitter globe glory glossy glove glow glue gnome goblet gold golf good goose gopher \
gorilla gorse gospel gourd grace grain gram grand granite grant grape graph grass gravel gravy green greet grill \
grin grocer groove ground group grouse grove grow guard guess guest guide guild guitar gulf gull gumboot gusto \
gutter gymnast habit half hall halo hamlet hamper hamster hand handle handy happen happy hardy harmony harp hat \
hatch haven hawk hay hazel head heap heart hearth heath heather hedge height helium helm helmet help hen herald \
herb herd hermit heron herring hiccup hickory hike hill hinge hippo hive hobby hockey hold hollow holly home \
honest honey hood hoof hoop hope horizon horn hornet horse host hotel hound house hover huddle human humble \
humid hummus humour hurdle hurry husky hydrant hyena hymn icicle icing icon idea ideal idle igloo iguana image \
impala improve inch indigo indoor inform inkwell inland inlet inn input insect inside instant intend invent \
invite iris iron island isle item ivory ivy jackal jacket jade jaguar jar jargon javelin jaw jay jazz jeans \
jelly jersey jester jet jetty jewel jigsaw jingle job jockey jog join joiner joke jolly journey joust jovial joy \
judge judo jug juggle juice july jumble jumper june jungle junior jupiter jury just kale karate kayak keen keep \
kelp kennel kernel ketchup kettle key khaki kick kiln kilo kilt kimono kind king kiosk kipper kite kitten kiwi \
knee knob knoll koala label lace lacquer ladder ladle lady lagoon lake lamb lamp lance land lane lapel larch \
large lark lasagne lasso last latch late latex lather laugh launch laundry laurel lava lawn layer leader leaf \
league lean learn ledge leek leeway left legend lemon lend length lens lentil leopard lesson letter lettuce \
level lever lid light lilac lily lime limit linen linger linnet lion lip liquid list listen litre little lively \
lizard llama load loaf lobby local locket locust lodge loft logic long look loom loop lorry lotion lotus lounge \
love lower loyal lucky luggage lumber lunar lunch lupin lute luxury lychee lynx lyric macaw magenta magic magnet \
magpie major make mallet mammal mammoth manage mango manor mantle map maple marble march margin marina marine \
mark market marlin marmot maroon marrow marsh marvel mascot mash mason master mat match maths matrix matter \
mauve mayor meadow meal measure medal medley mellow melody melon member memory mend mentor menu merge merit \
mermaid merry mesh metal meteor method metre metro midday middle mild milk mill mimic mimosa mineral minnow \
minor mint minus minute mirage mirror mitten mix mobile model modern modest module mole moment monarch monday \
money month moon morning mosaic moss moth motion motor mouse mouth move movie much muesli muffin mug mule mural \
museum music myrtle nacho name napkin narrow narwhal nation native nature navy near neat nebula neck nectar \
needle nephew nest nettle network new newt nice nickel niece nimble nine ninety noble nod nomad noodle noon \
normal north notch note notice nougat novel nozzle number nurse nutmeg nylon oak oasis oat oatmeal oboe occur \
ocean ocelot octagon octave octopus odd offer office often oilcan olive omega once onion only onward onyx opal \
open opera optic orange orbit orca orchid order oregano organ oriole osprey ostrich other otter ounce outfit \
outing outside oval oven over owl owner oxygen oyster ozone package paddle page pagoda paint palace palm pancake \
panda panel pansy pantry papaya paper paprika parade parcel parent park parka parlour parrot part partner party \
pasta pastel pastry pasture patch path patio patrol pause paw pea peach peak peanut pearl pebble pecan pedal \
pelican pen pencil penguin penny people pepper perch perfect period permit person petal petrol petunia pewter \
photo phrase physics piano pickle picnic pie pier pigeon pilgrim pillar pillow pilot pine pink pint pipe pippin \
pirate pitch pitcher pixel pixie pizza place plaid plan planet plank plant plate player plaza pleat plenty \
plough plover pluck plum plumber plume plus pluto pocket poem poet point polar polish polite polka pollen polo \
pony pool poplar poppy porch port post poster potato pottery powder power prairie prawn pretty pretzel price \
prime print prism private prize product project prompt proof proper proud prune public puddle puffin pulley pulp \
pulse puma pumice pump pumpkin pupil puppet puppy purple purse puzzle python quail quaint quarry quart quartz \
quaver queen quest quick quiet quill quilt quince quinoa quiver quiz quota quote rabbit raccoon race racket \
radar radio radish radius raffle raft rafter railway raisin rake rally ramble ranch random range ranger rapid \
rascal rattle raven razor reach ready real reason recall recipe record recycle reef reel refill reflect region \
regular relax relay relish rely remark remote rent repair repeat reply report rescue result return review reward \
rhino rhyme rhythm ribbon rice rich riddle ride ridge ripple rise river rivet roast robe robin robot rocket \
rodeo roller roof rook room rooster root rope rotate rotor round route rover royal rubber ruby rudder ruffle rug \
rugby ruler rumble runner runway rural rustic sable sack saddle safari saffron sage sailor salad salmon saloon \
salsa salt salute sample sand sandal sash satchel satin saturn sauce saucer sauna save savoury scale scallop \
scarf scholar school scone scooter score scout scrap script seal search season seat second sedge seed seesaw \
select self senate send senior sequel sequoia serene series serve sesame set settle seven shade shadow shady \
shake shallow shape share sharp shave shawl shears shed sheep shelf shell sherbet shield shift shine ship shirt \
shoe shop shore short shovel show shower shrew shrimp shrub shuffle shuttle side sienna sierra sieve sign signal \
silk silly silver similar simple sing siren sister sitar six sixteen sketch skill skirt sky skylark slate sleeve \
sleigh slice slide slope slow small smart smile smooth snack snail snapper snow snug soap soccer social sock \
sofa soft soil solar solid solo solve sonata song sonnet soon soprano sorbet sound soup south soya space spade \
spark sparrow speak spell sphere spice spider spinach spiral spirit splash spoke sponge spoon sport spot sprig \
spring sprint sprout spruce square squash squid stable stack staff stage stamp stand star start state statue \
steady steam steep stem stencil step stereo stick still stilt stitch stock stone stool store storm stove strand \
straw stream street stretch stride string stripe strong studio study style subject subtle suburb sudden suede \
suet sugar suit summer summit sunday sunny sunrise super supper supply sure surf surface survey sushi swan \
sweater sweep swift swim swing switch symbol syrup system tabby table tablet tailor take talcum talent talk tall \
tangent tango tangy tank tarmac tart tartan task taste tavern taxi teach teacup teak team teapot temple tempo \
ten tendril tennis tenor tent term test text texture thank thatch theme theory thermal thick thing thirty thorn \
thread three thrift thrive thrush thumb thunder thyme tiara ticket tidal tidy tiger tile timber time timid \
tinsel tiny title toast today toffee toga token tomato tonic tool top topaz topic torch total totem toucan touch \
tourist towel tower town toy trade trail train tram transit travel tray treat tree trek trellis tribute trim \
trio tropic trout trowel truck true truffle trundle trunk trust tuba tulip tuna tundra tune tunic tunnel turban \
turbo turkey turn turnip turret turtle tutor tweed twelve twenty twig twin twinkle twist ukulele ultra umpire \
uncle under uniform union unique unit update uphill upland upper urban urchin useful usher usual utensil utmost \
vacant valid valley value valve vapour variety vase velvet vendor venue venus veranda verb verse vessel vest \
vicar victory video view villa vine vintage vinyl viola violet violin visit visor vista vital vivid vocal voice \
vole volley volume vortex vote voyage waffle wagon wagtail waiter walk wallet walnut walrus waltz wander warbler \
warm warmth wash watch water wavy wax wealth weasel weave wedge welcome well west whale wheat wheel whisk \
whisper white wicker wide widget wigwam wild willow win wind window winner winter wire wisdom wise wish wizard \
wombat wonder wool word work world worth wren wrist yacht yard yarn year yeast yellow yield yodel yoga yoghurt \
yonder young zebra zephyr zero zesty zigzag zinc zinnia zip zipper zodiac zone zoom";
